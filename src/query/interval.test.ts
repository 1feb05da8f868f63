import { formatInterval, validateInterval, suggestedIntervals } from './interval';

test('every interval that is offered is sound and has words', () => {
  for (const interval of suggestedIntervals) {
    expect(validateInterval(interval)).toBeUndefined();
    expect(formatInterval(interval)).toMatch(/minute|hour|day/);
  }
});

test.each(['', '$__interval', '${step}', '7m', '2d', '90s', '1w'])('%j may be an interval', (interval) => {
  expect(validateInterval(interval)).toBeUndefined();
});

test.each(['1', 'h', '0m', '-5m', '1 h', '1y', 'often'])('%j is said to be no interval', (interval) => {
  expect(validateInterval(interval)).toContain(`"${interval}" is not an interval`);
  expect(formatInterval(interval)).toBeUndefined();
});

test.each([
  ['1h', 'hour'],
  ['12h', '12 hours'],
  ['1d', 'day'],
])('%s is %s', (interval, text) => {
  expect(formatInterval(interval)).toBe(text);
});

import { formatInterval, validateInterval, suggestedIntervals } from './interval';

test('every suggested interval is valid and has a description', () => {
  for (const interval of suggestedIntervals) {
    expect(validateInterval(interval)).toBeUndefined();
    expect(formatInterval(interval)).toMatch(/minute|hour|day/);
  }
});

test.each(['', '$__interval', '${step}', '7m', '2d', '90s', '1w'])('%j is accepted as an interval', (interval) => {
  expect(validateInterval(interval)).toBeUndefined();
});

test.each(['1', 'h', '0m', '-5m', '1 h', '1y', 'often'])('%j is rejected as an interval', (interval) => {
  expect(validateInterval(interval)).toContain(`"${interval}" is not a valid interval`);
  expect(formatInterval(interval)).toBeUndefined();
});

test.each([
  ['1h', '1 hour'],
  ['12h', '12 hours'],
  ['1d', '1 day'],
])('%s is %s', (interval, text) => {
  expect(formatInterval(interval)).toBe(text);
});

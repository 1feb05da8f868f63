import * as fc from 'fast-check';

import { formatLevel } from './formatLevel';

test.each([
  ['ms', 120_000, '2 min'],
  ['ms', 90_000, '1.5 min'],
  ['ms', 45_000, '45 s'],
  ['percentunit', 0.85, '85%'],
  ['percentunit', 0.07, '7%'],
  ['percentunit', 1, '100%'],
  ['short', 15, '15'],
])('%s %d is formatted as "%s"', (unit, level, text) => {
  expect(formatLevel({ unit }, level)).toBe(text);
});

test('a formatted level keeps its value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), (thousandths) => {
      expect(parseFloat(formatLevel({ unit: 'percentunit' }, thousandths / 1000))).toBeCloseTo(thousandths / 10, 9);
      expect(parseFloat(formatLevel({ unit: 'ms' }, thousandths * 60_000))).toBe(thousandths);
    })
  );
});

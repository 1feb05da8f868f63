import fc from 'fast-check';

import { figure, median, ratio, size, spread, time } from './numbers';

it('has as many numbers below the median as above it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
      const middle = median(numbers);
      const below = numbers.filter((n) => n < middle).length;
      const above = numbers.filter((n) => n > middle).length;
      expect(Math.abs(below - above)).toBeLessThanOrEqual(numbers.filter((n) => n === middle).length);
    })
  );
  expect(() => median([])).toThrow('no median');
});

it('tells how far numbers lie apart as a share of their median', () => {
  expect(spread([8, 10, 12])).toBeCloseTo(0.4);
  expect(spread([0, 0])).toBe(0);
});

it('writes numbers for people', () => {
  expect([figure(1.234), figure(12.34), figure(1234.5)]).toEqual(['1.23', '12.3', '1,235']);
  expect([time(4.56), time(1500)]).toEqual(['4.56 ms', '1.5 s']);
  expect([size(12.3e6), size(-1)]).toEqual(['12.3 MB', 'not measured']);
});

it('has no ratio of what was not measured', () => {
  expect([ratio(10, 4), ratio(10, 0), ratio(0, 0), ratio(-1, 4), ratio(4, -1)]).toEqual([
    '2.5 ×',
    '∞',
    '1 ×',
    '–',
    '–',
  ]);
});

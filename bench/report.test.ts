import fc from 'fast-check';

import { services } from '../simulator/calls';
import { formatBytes, formatNumber, formatTime, median, ratio } from './format';
import type { Result } from './load';
import type { LongRuns, Measured, Taken } from './measure';
import { type Report, report } from './report';
import { scenarios } from './scenarios';

const result = (calls: number): Result => ({
  ...{
    calls,
    callsBy: { metrics: calls - 2, agent_view: 1, interactions: 1 },
    panels: 100,
    answered: 100,
    filled: 90,
    p50: 5,
    p95: 9,
    dashboard: 12,
    released: 2,
    cpu: 1,
    memory: 5e7,
  },
});
const taken = (calls: number): Taken => ({ cold: result(calls), warm: result(calls) });
const measured: Measured[] = scenarios.map((scenario) => ({
  scenario,
  taken: { baseline: taken(70 * scenario.viewers), plugin: taken(7) },
}));
const longRuns = (calls: number): LongRuns => ({
  steadyStates: [1, 50].map((viewers) => ({ viewers, first: result(calls), minute: result(calls * viewers) })),
  queries: result(10),
  cancel: result(1),
  outage: { during: 0.5, after: 1 },
});
const everyMethod: Result = { ...result(9), callsBy: Object.fromEntries(services.map((service) => [service, 1])) };
const everyMethodOnce: LongRuns = {
  ...longRuns(7),
  steadyStates: [{ viewers: 50, first: everyMethod, minute: everyMethod }],
};
const all: Report = {
  measured,
  longRuns: { baseline: longRuns(70), plugin: longRuns(7) },
  seconds: 60,
  goBenchmarks: '',
  machine: { processor: 'A processor', cores: 2, system: 'linux', go: 'go1.26', node: '20' },
};

it('says ratios of the most viewers, and marks panels that failed', () => {
  const text = report(all);
  expect(text).toContain('| calls in 60 s, 50 viewers, 100 panels | 3,500 | 350 | 10 × |');
  expect(text).toContain('| calls when 50 viewers open everything at once | 3,500 | 7 | 500 × |');
  expect(text).toContain('| panels with values while LivePerson fails for 60 s | 50% | 50% | – |');
  expect(text).toContain('| Key Messaging Metrics | 6 | 349 |');
  expect(text).toContain('| Messaging Interactions | 1 | 1 |');
  expect(text).not.toContain('panels failed');
  const failed = measured.map(({ scenario }) => ({
    scenario,
    taken: { plugin: { ...taken(7), cold: { ...result(7), answered: 98 } } },
  }));
  expect(report({ ...all, measured: failed })).toContain('**7 (2 of 100 panels failed)**');
});

it('counts the calls to every method of the simulator', () => {
  const counted = report({ ...all, longRuns: { ...all.longRuns, plugin: everyMethodOnce } });
  const rows = [...counted.matchAll(/^\| (?:Key|Messaging|Operational|Agent|Lists|Sign-in).* \| (\d+) \| \d+ \|$/gm)];
  expect(rows.reduce((sum, [, calls]) => sum + Number(calls), 0)).toBe(services.length);
});

it('has as many numbers below the median as above it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
      const middle = median(numbers);
      const below = numbers.filter((n) => n < middle).length;
      const above = numbers.filter((n) => n > middle).length;
      expect(Math.abs(below - above)).toBeLessThanOrEqual(numbers.filter((n) => n === middle).length);
    })
  );
});

it('formats numbers for people, and has no ratio of what was not measured', () => {
  expect([formatNumber(1.234), formatNumber(12.34), formatNumber(1234.5)]).toEqual(['1.23', '12.3', '1,235']);
  expect([formatTime(4.56), formatTime(1500), formatBytes(-1)]).toEqual(['4.56 ms', '1.5 s', 'not measured']);
  expect([ratio(10, 4), ratio(10, 0), ratio(0, 0), ratio(-1, 4), ratio(4, -1)]).toEqual(['2.5 ×', '∞', '–', '–', '–']);
});

import type { Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import * as fc from 'fast-check';

import type { Kpi } from '../catalogue';
import { stat } from './panels/stat';
import { thresholdSteps } from './thresholds';

const base: Kpi = {
  id: 'a',
  label: 'A',
  description: 'A.',
  unit: 'short',
  measure: 'count',
  tense: 'now',
  rows: ['account', 'skill'],
  better: 'less',
  document: 'A document',
};

/** The colour of a value in Grafana: that of the last step at or below it. */
function colourAt(value: number, steps: Threshold[] = []): string | undefined {
  return steps.filter((step) => step.value === null || step.value <= value).at(-1)?.color;
}

const levels = fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 }));

it('goes from green to red with growing values if less is better', () => {
  fc.assert(
    fc.property(levels, fc.nat(3000), ([warning, gap], value) => {
      const critical = warning + gap;
      const kpi: Kpi = { ...base, thresholds: { any: { warning, critical } } };
      const expected = value >= critical ? 'red' : value >= warning ? 'orange' : 'green';
      expect(colourAt(value, thresholdSteps(kpi, 'account'))).toBe(expected);
    })
  );
});

it('goes from red to green with growing values if more is better', () => {
  fc.assert(
    fc.property(levels, fc.nat(3000), ([critical, gap], value) => {
      const warning = critical + gap;
      const kpi: Kpi = { ...base, better: 'more', thresholds: { any: { warning, critical } } };
      const expected = value < critical ? 'red' : value < warning ? 'orange' : 'green';
      expect(colourAt(value, thresholdSteps(kpi, 'account'))).toBe(expected);
    })
  );
});

it('uses the levels of the row kind', () => {
  const kpi: Kpi = {
    ...base,
    thresholds: { skill: { warning: 1, critical: 2 }, any: { warning: 100, critical: 200 } },
  };
  expect(colourAt(50, thresholdSteps(kpi, 'skill'))).toBe('red');
  expect(colourAt(50, thresholdSteps(kpi, 'account'))).toBe('green');
});

it('has no steps without levels, or if neither more nor less is better', () => {
  expect(thresholdSteps(base, 'account')).toBeUndefined();
  expect(
    thresholdSteps({ ...base, better: 'neither', thresholds: { any: { warning: 1, critical: 2 } } }, 'account')
  ).toBeUndefined();
});

it('is part of a panel of the KPI', () => {
  const steps = stat('unassigned_conversations').build().fieldConfig?.defaults.thresholds?.steps;
  expect([39, 40, 80].map((value) => colourAt(value, steps))).toEqual(['green', 'orange', 'red']);
});

it('rejects a panel of an unknown KPI', () => {
  expect(() => stat('opened')).toThrow('The catalogue has no KPI "opened"');
});

import { cells, large, small, viewerCounts } from './cells';
import { chart } from './chart';
import { growth } from './growth';
import type { Single } from './lasting';
import type { Measured, Refresh, Taken } from './measure';
import { page } from './page';
import { both, type Results, where } from './results';

const refresh = (calls: number): Refresh => ({
  calls,
  panels: 100,
  answered: 100,
  filled: 90,
  p50: 5,
  p95: 9,
  dashboard: 12,
});
const taken = (calls: number): Taken => ({
  cold: refresh(calls),
  warm: refresh(calls),
  cpu: 1,
  memory: 5e7,
  noise: 0.1,
});
const measured: Measured[] = cells(false).map((cell) => ({
  cell,
  taken: Object.fromEntries(cell.clients.map((client) => [client, taken(client === 'ours' ? 7 : 70 * cell.viewers)])),
}));
const single = (calls: number): Single => ({
  panel: { queries: 10, calls: 10, took: 150, filled: true },
  leave: { returned: 0.2, stayed: true, calls: 1 },
  outage: { during: 0.5, after: 1, calls: 3 },
  minutes: viewerCounts.map((viewers) => ({
    viewers,
    refresh: refresh(calls * viewers),
    alone: refresh(0),
    cpu: 1,
    memory: 5e7,
  })),
});
const results: Results = {
  measured,
  lasting: { seconds: 60, by: { panelwise: single(70), ours: single(7) } },
  benchmarks: [],
  machine: { processor: 'A processor', cores: 2, system: 'linux', go: 'go1.26', node: '20' },
};

it('finds cells by what they are like, and both clients only where both were there', () => {
  expect(where(measured, { size: { agents: 1000, skills: 1000 } })).toHaveLength(3);
  expect(both(measured, { size: small, viewers: 50, delay: 150 })?.panelwise.cold.calls).toBe(3500);
  expect(both(measured, { size: large, viewers: 50 })).toBeUndefined();
});

it('says ratios of the most viewers, and marks panels that failed', () => {
  const text = page(results, '');
  expect(text).toContain('| calls in 60 s, 50 viewers, 100 panels | 3,500 | 350 | 10 × |');
  expect(text).toContain('and 7 times for one viewer');
  expect(text).not.toContain('panels failed');
  const failing = measured.map(({ cell }) => ({
    cell,
    taken: { ours: { ...taken(7), cold: { ...refresh(7), answered: 98 } } },
  }));
  expect(page({ ...results, measured: failing }, '')).toContain('**7 (2 of 100 panels failed)**');
});

it('shows growth from the smallest to the biggest', () => {
  expect(growth(measured)).toContain('| viewers, 1 → 50 | 70 → 3,500 vs **7 → 7** |');
  expect(growth([])).not.toContain('→');
});

it('draws bars in proportion', () => {
  const widths = [...chart(results.lasting).matchAll(/width="([\d.]+)" height="22"/g)].map(([, width]) =>
    Number(width)
  );
  expect(widths).toHaveLength(6);
  expect((widths[4] ?? 0) / (widths[5] ?? 1)).toBeCloseTo(10, 1);
});

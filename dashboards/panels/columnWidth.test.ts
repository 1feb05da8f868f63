import type { RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import { kpis } from '../../catalogue';
import { dashboards } from '../outputs';
import { columnWidth } from './columnWidth';
import { kpiOf } from './kpiOptions';

// The width of a table, in pixels, on a screen of 1366 pixels with Grafana's menu.
const laptop = 1000;

interface Column {
  matcher: { options: string };
  properties: Array<{ id: string; value: unknown }>;
}

const tables = Object.values(dashboards()).flatMap(({ title, panels = [] }) =>
  panels
    .flatMap((panel) => (panel.type === 'row' ? (panel as RowPanel).panels : [panel]))
    .filter(({ type }) => type === 'table')
    .map((panel) => ({ title: `${title}, ${panel.title}`, panel: JSON.parse(JSON.stringify(panel)) }))
);

/** Of several widths, Grafana uses the last. */
const widthOf = ({ properties }: Column) =>
  properties.filter(({ id }) => id === 'custom.width' || id === 'custom.minWidth').at(-1)?.value as number | undefined;

it.each(tables)('all columns of $title fit on a laptop', ({ panel }) => {
  const { overrides } = (panel as { fieldConfig: { overrides: Column[] } }).fieldConfig;
  const widths = overrides.map(widthOf).filter((width) => width !== undefined);
  expect(widths.length).toBeGreaterThan(3);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(laptop);
});

it.each(kpis.filter(({ measure }) => measure !== 'text'))(
  'the column of $id is as wide as the words of its label',
  (kpi) => {
    const words = kpi.label.split(/[ ,]+/);
    for (const word of words) {
      // A letter of a heading is about 7 pixels wide, the padding of a cell 12.
      expect(columnWidth(kpi, kpi.label).value).toBeGreaterThan(word.length * 7 + 12);
    }
  }
);

it('text columns grow with the panel, number columns have a fixed width', () => {
  expect(columnWidth(kpiOf('agent_group'), 'Group').id).toBe('custom.minWidth');
  expect(columnWidth(kpiOf('human_agent_load'), 'Load').id).toBe('custom.width');
  expect(columnWidth(kpiOf('csat'), 'CSAT').id).toBe('custom.width');
});

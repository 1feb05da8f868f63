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

const widthIds = ['custom.width', 'custom.minWidth'];

/** Of several values of a property, Grafana uses the last. */
const valueOf = ({ properties }: Column, property: string) =>
  properties.filter(({ id }) => id === property).at(-1)?.value as number | undefined;

/** The width of a table: columns without a fixed width get equal parts of the rest, or their minimum. */
function tableWidth(columns: Column[]): number {
  const fixed = columns.flatMap((column) => valueOf(column, 'custom.width') ?? []);
  const minima = columns
    .filter((column) => valueOf(column, 'custom.width') === undefined)
    .flatMap((column) => valueOf(column, 'custom.minWidth') ?? []);
  const sum = (widths: number[]) => widths.reduce((total, width) => total + width, 0);
  const part = (laptop - sum(fixed)) / minima.length;
  return sum(fixed) + sum(minima.map((minimum) => Math.max(minimum, part)));
}

it.each(tables)('all columns of $title fit on a laptop', ({ panel }) => {
  const { overrides } = (panel as { fieldConfig: { overrides: Column[] } }).fieldConfig;
  const withWidth = overrides.filter((column) => widthIds.some((id) => valueOf(column, id) !== undefined));
  expect(withWidth.length).toBeGreaterThan(3);
  expect(tableWidth(overrides)).toBeLessThanOrEqual(laptop + 0.5);
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

import { kpis } from '../../catalogue';
import { dashboards } from '../outputs';
import { columnWidth } from './columnWidth';
import { kpiOf } from './kpi';

// What a table has on a screen of 1440 pixels beside Grafana's menu.
const laptop = 1090;

interface Column {
  matcher: { options: string };
  properties: Array<{ id: string; value: unknown }>;
}

const tables = Object.values(dashboards()).flatMap(({ title, panels = [] }) =>
  panels.filter(({ type }) => type === 'table').map((panel) => ({ title, panel: JSON.parse(JSON.stringify(panel)) }))
);

/** Where a column has several, Grafana takes the last. */
const widthOf = ({ properties }: Column) =>
  properties.filter(({ id }) => id === 'custom.width' || id === 'custom.minWidth').at(-1)?.value as number | undefined;

it.each(tables)('shows every column of $title on a laptop', ({ panel }) => {
  const { overrides } = (panel as { fieldConfig: { overrides: Column[] } }).fieldConfig;
  const widths = overrides.map(widthOf).filter((width) => width !== undefined);
  expect(widths.length).toBeGreaterThan(10);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(laptop);
});

it.each(kpis.filter(({ measure }) => measure !== 'text'))('gives $id room for the words of its name', (kpi) => {
  const words = kpi.label.split(/[ ,]+/);
  for (const word of words) {
    // A letter of a heading is about this wide, the padding of a cell 12.
    expect(columnWidth(kpi, kpi.label).value).toBeGreaterThan(word.length * 7 + 12);
  }
});

it('makes words and gauges as wide as the panel allows, and numbers no wider than they must be', () => {
  expect(columnWidth(kpiOf('agent_group'), 'Group').id).toBe('custom.minWidth');
  expect(columnWidth(kpiOf('human_agent_load'), 'Load').id).toBe('custom.minWidth');
  expect(columnWidth(kpiOf('csat'), 'CSAT').id).toBe('custom.width');
});

import { panelOf } from '../panelAssertions';
import { expect, test } from './fixtures';
import { type OwnPanel, saveDashboard } from './ownDashboard';

const uid = 'test-field-panels';
/** Two skills of the simulator, which no test renames. */
const skills = [
  { id: '2500000101', name: 'Sales' },
  { id: '2500000103', name: 'Technical support' },
];
const query = {
  rows: 'skill',
  kpis: ['open_conversations'],
  filter: { skills: skills.map(({ id }) => id) },
  window: { kind: 'range' },
  shape: 'value',
  layout: 'auto',
};
const types = ['stat', 'bargauge', 'table'] as const;
const panels: OwnPanel[] = types.map((type) => ({ title: `Open, ${type}`, type, queries: [query] }));

test('with default options a Stat and a Bar gauge show an item for each skill, with its name, and a table a row', async ({
  page,
}) => {
  await saveDashboard(page.request, { uid, panels, variables: [] });
  try {
    await page.goto(`/d/${uid}`);
    for (const id of [1, 2, 3]) {
      for (const { name } of skills) {
        await expect(panelOf(page, { id }).getByText(name, { exact: true })).toBeVisible();
      }
    }
  } finally {
    await page.request.delete(`/api/dashboards/uid/${uid}`);
  }
});

import { panelOf } from '../panelAssertions';
import { expect, test } from './fixtures';
import { type OwnPanel, saveDashboard, skillVariable } from './ownDashboard';
import { findSimulator } from './simulator';

/** Two skills that no other test names. */
const [returns, upgrades] = ['2500000106', '2500000107'];

const uid = 'test-same-names';
const panels: OwnPanel[] = [
  {
    title: 'Two skills of one name',
    type: 'timeseries',
    queries: [
      {
        rows: 'skill',
        kpis: ['closed_conversations'],
        shape: 'series',
        interval: '1h',
        window: { kind: 'range' },
        filter: { skills: [returns, upgrades] },
      },
    ],
  },
];

test('two skills of one name have different lines, and different entries of a variable', async ({ page }) => {
  test.setTimeout(240_000);
  const control = await findSimulator(page.request);
  test.skip(!control, 'needs the simulator');
  await control?.('names', { id: upgrades, name: 'Returns' });
  await saveDashboard(page.request, { uid, panels, variables: [skillVariable('skill', '')] });
  try {
    const names = [returns, upgrades].map((id) => `Returns (${id})`);
    const variable = page.getByTestId('data-testid Dashboard template variables submenu Label skill');
    // The account's lists are read again after a while.
    await expect(async () => {
      await page.goto(`/d/${uid}`);
      for (const name of names) {
        await expect(panelOf(page, { id: 1 }).getByText(name, { exact: true })).toBeVisible();
      }
      await variable.locator('..').getByRole('combobox').fill('Returns');
      await expect(page.getByRole('option')).toContainText(names, { timeout: 5_000 });
    }).toPass({ timeout: 180_000 });
  } finally {
    await control?.('names', { id: upgrades, name: 'Upgrades' });
    await page.request.delete(`/api/dashboards/uid/${uid}`);
  }
});

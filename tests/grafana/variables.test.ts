import type { Page } from '@playwright/test';

import { dashboardOf, panelIn } from '../dashboards';
import { panelOf } from '../panelAssertions';
import { expectAllQueried } from '../queries';
import { expect, test } from './fixtures';

const source = '/api/datasources/uid/liveperson-kmm';
const label = (name: string) => `data-testid Dashboard template variables submenu Label ${name}`;

async function selectValue(page: Page, variable: string, value: string): Promise<void> {
  const box = page.getByTestId(label(variable)).locator('..').getByRole('combobox');
  await box.fill(value);
  await page.getByRole('option', { name: value, exact: true }).click();
  await box.press('Tab');
}

const mainGroup = '-1';

/** The last of the account's groups or agents whose name is not a path of groups. */
async function lastEntity(page: Page, list: 'groups' | 'agents'): Promise<{ id: string; name: string }> {
  const response = await page.request.get(`${source}/resources/${list}`);
  const all = (await response.json()) as Array<{ id: string; name: string; parentId?: string }>;
  const last = all.filter(({ parentId = mainGroup }) => parentId === mainGroup).at(-1);
  expect(last, `the account has ${list}`).toBeDefined();
  return last ?? { id: '', name: '' };
}

test('a skill filters all panels, and All removes the filter', async ({ gotoDashboardPage, page, queries }) => {
  const uid = 'liveperson-skills';
  const { visiblePanels } = dashboardOf(uid);
  await gotoDashboardPage({ uid });
  const rows = panelOf(page, panelIn(uid, 'Skills')).getByRole('row');
  await expect(rows.nth(2)).toBeVisible();
  queries.length = 0;
  await selectValue(page, 'Skill', 'Billing');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Billing');
  await expectAllQueried(visiblePanels, queries, { skills: ['2500000104'] });
  queries.length = 0;
  await selectValue(page, 'Skill', 'All');
  await expect(rows.nth(2)).toBeVisible();
  await expectAllQueried(visiblePanels, queries, {});
  expect(queries.map(({ filter }) => filter?.skills ?? []).flat()).not.toContain('2500000104');
});

for (const [variable, list] of [
  ['Group', 'groups'],
  ['Agent', 'agents'],
] as const) {
  test(`${variable} filters all panels of the agents dashboard`, async ({ gotoDashboardPage, page, queries }) => {
    const uid = 'liveperson-agents';
    await gotoDashboardPage({ uid });
    const rows = panelOf(page, panelIn(uid, 'Agents')).getByRole('row');
    await expect(rows.nth(1)).toBeVisible();
    const { id, name } = await lastEntity(page, list);
    queries.length = 0;
    await selectValue(page, variable, name);
    await expectAllQueried(dashboardOf(uid).visiblePanels, queries, { [list]: [id] });
  });
}

test('another account is used by all panels', async ({ gotoDashboardPage, page, queries }) => {
  // A name that sorts after the provisioned data source, because dashboards preselect the first one.
  const name = 'Test of two accounts';
  const { jsonData } = (await (await page.request.get(source)).json()) as { jsonData: object };
  const made = await page.request.post('/api/datasources', {
    data: {
      name,
      type: 'kmm-liveperson-datasource',
      access: 'proxy',
      jsonData,
      secureJsonData: { clientSecret: process.env.LP_CLIENT_SECRET },
    },
  });
  expect(made.ok(), await made.text()).toBe(true);
  const { uid } = ((await made.json()) as { datasource: { uid: string } }).datasource;
  try {
    await gotoDashboardPage({ uid: 'liveperson-skills' });
    const { visiblePanels } = dashboardOf('liveperson-skills');
    await expectAllQueried(visiblePanels, queries, {});
    queries.length = 0;
    await selectValue(page, 'Account', name);
    await expectAllQueried(visiblePanels, queries, {});
    expect(new Set(queries.map(({ datasource }) => datasource?.uid))).toEqual(new Set([uid]));
  } finally {
    await page.request.delete(`/api/datasources/uid/${uid}`);
  }
});

import type { Page } from '@playwright/test';

import { expect, test } from './fixtures';
import { panelOf } from './panels';

const label = (name: string) => `data-testid Dashboard template variables submenu Label ${name}`;

interface Asked {
  rows: string;
  filter?: { skills?: string[]; groups?: string[] };
}

/** The queries that the page asks from now on. */
function asked(page: Page): Asked[] {
  const queries: Asked[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('/api/ds/query')) {
      queries.push(...(request.postDataJSON() as { queries: Asked[] }).queries);
    }
  });
  return queries;
}

async function choose(page: Page, variable: string, value: string): Promise<void> {
  const box = page.getByTestId(label(variable)).locator('..').getByRole('combobox');
  await box.fill(value);
  await page.getByRole('option', { name: value, exact: true }).click();
  await box.press('Tab');
}

test('a skill acts on all panels, and All brings all back', async ({ gotoDashboardPage, page }) => {
  await gotoDashboardPage({ uid: 'liveperson-skills' });
  const rows = panelOf(page, { id: 2 }).getByRole('row');
  await expect(rows.nth(2)).toBeVisible();
  const queries = asked(page);
  await choose(page, 'Skill', 'Billing');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Billing');
  // One for each open panel: the numbers above, the table, and the three of bars.
  await expect.poll(() => queries.length).toBeGreaterThanOrEqual(5);
  expect(new Set(queries.map(({ filter }) => filter?.skills?.join()))).toEqual(new Set(['2500000104']));
  queries.length = 0;
  await choose(page, 'Skill', 'All');
  await expect(rows.nth(2)).toBeVisible();
  await expect.poll(() => queries.length).toBeGreaterThanOrEqual(5);
  expect(queries.map(({ filter }) => filter?.skills ?? []).flat()).not.toContain('2500000104');
});

test('an agent group acts on all panels', async ({ gotoDashboardPage, page }) => {
  await gotoDashboardPage({ uid: 'liveperson-agents' });
  const rows = panelOf(page, { id: 7 }).getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  const groups = await page.request.get('/api/datasources/uid/liveperson-kmm/resources/groups');
  const [, group] = (await groups.json()) as Array<{ id: string; name: string }>;
  const queries = asked(page);
  await choose(page, 'Group', group?.name ?? '');
  await expect.poll(() => queries.length).toBeGreaterThanOrEqual(2);
  expect(new Set(queries.map(({ filter }) => filter?.groups?.join()))).toEqual(new Set([group?.id]));
  await expect(rows.nth(1)).toContainText(group?.name ?? '');
});

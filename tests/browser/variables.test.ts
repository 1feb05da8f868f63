import type { Page } from '@playwright/test';

import { dashboardOf, panelIn } from '../dashboards';
import { expectAllQueried, type Filter } from '../queries';
import { selectValue, expect, open, panel, rowsIn, test } from './fixtures';

const current = 'liveperson-current';
const billing = '2500000104';

/** The text of every panel, by its key. */
async function panelTexts(page: Page): Promise<Map<string, string>> {
  const panels = await page.locator('[data-viz-panel-key]').all();
  const entries = panels.map(
    async (one) => [await one.getAttribute('data-viz-panel-key'), await one.innerText()] as const
  );
  return new Map((await Promise.all(entries)).map(([key, text]) => [key ?? '', text]));
}

interface Entity {
  id: string;
  name: string;
  parentId?: string;
}

const mainGroup = '-1';

/** The last one whose name is not a path of groups. */
async function lastEntity(page: Page, list: string): Promise<Entity> {
  const response = await page.request.get(`/api/datasources/uid/liveperson-kmm/resources/${list}`);
  const all = (await response.json()) as Entity[];
  return all.filter(({ parentId = mainGroup }) => parentId === mainGroup).at(-1) as Entity;
}

const all: Array<{ variable: string; list: keyof Filter; uid: string }> = [
  { variable: 'Skill', list: 'skills', uid: 'liveperson-closed' },
  { variable: 'Group', list: 'groups', uid: current },
  { variable: 'Agent', list: 'agents', uid: 'liveperson-agents' },
];

for (const { variable, list, uid } of all) {
  test(`${variable} filters all panels of ${uid}, and is part of the URL`, async ({ page, queries }) => {
    const { visiblePanels } = dashboardOf(uid);
    await open(page, uid);
    await expectAllQueried(visiblePanels, queries, {});
    const { id, name } = await lastEntity(page, list);
    queries.length = 0;
    await selectValue(page, variable, name);
    await expectAllQueried(visiblePanels, queries, { [list]: [id] });
    await expect(page).toHaveURL(new RegExp(`[?&]var-${variable.toLowerCase()}=${id}(&|$)`));
  });
}

test('A skill changes what panels show', async ({ page, queries, responses }) => {
  const { visiblePanels } = dashboardOf(current);
  await open(page, current);
  await expect.poll(() => responses.problems(visiblePanels)).toEqual([]);
  await expect(panel(page, 'CSAT')).toContainText('%');
  const before = await panelTexts(page);
  queries.length = 0;
  await selectValue(page, 'Skill', 'Billing');
  await expectAllQueried(visiblePanels, queries, { skills: [billing] });
  // Small counts can be the same for one skill as for all.
  const same = async () => [...(await panelTexts(page))].filter(([key, text]) => before.get(key) === text).length;
  await expect.poll(same).toBeLessThan(before.size / 2);
});

test('A skill is kept by a link to another dashboard', async ({ page, queries }) => {
  await open(page, current);
  await selectValue(page, 'Skill', 'Billing');
  await expect(page).toHaveURL(new RegExp(`var-skill=${billing}`));
  await page.getByRole('button', { name: 'LivePerson dashboards' }).click();
  queries.length = 0;
  await page.getByRole('menuitem', { name: 'LivePerson: Skills' }).click();
  await expect(page.getByRole('heading', { name: 'LivePerson: Skills' })).toBeVisible();
  await expectAllQueried(dashboardOf('liveperson-skills').visiblePanels, queries, { skills: [billing] });
});

test('A skill is selected by the link of a row', async ({ page }) => {
  await open(page, 'liveperson-skills');
  await rowsIn(page, panelIn('liveperson-skills', 'Skills').title ?? '')
    .getByRole('link', { name: 'Billing' })
    .click();
  await expect(page.getByRole('heading', { name: 'LivePerson: Agents' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`[?&]var-skill=${billing}(&|$)`));
});

test('The time picker changes the panels', async ({ page }) => {
  await open(page, 'liveperson-closed');
  const closed = panel(page, 'Closed');
  await expect(closed).toContainText(/\d/);
  const inADay = await closed.innerText();
  await page.getByRole('button', { name: /Time range selected/ }).click();
  await page.getByText('Last 3 hours', { exact: true }).click();
  await expect(closed).not.toHaveText(inADay, { useInnerText: true });
  await expect(page).toHaveURL(/[?&]from=now-3h(&|$)/);
});

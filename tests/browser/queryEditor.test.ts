import type { Locator, Page } from '@playwright/test';

import { selectOption } from '../selectOption';
import { displayedNumber } from '../displayedNumber';
import { columnIn, editQuery, expect, open, panel, rowsIn, test } from './fixtures';

const conversationsPanel = 'Results (time range)';

/** The names of the account's skills or groups, from the plugin's resources, in alphabetical order. */
async function namesOf(page: Page, list: 'skills' | 'groups'): Promise<string[]> {
  const response = await page.request.get(`/api/datasources/uid/liveperson-kmm/resources/${list}`);
  return ((await response.json()) as Array<{ name: string }>).map(({ name }) => name).sort();
}

const selectRows = (editor: Locator, rows: string) => editor.getByRole('radio', { name: rows }).click();

test.describe('A query, changed in the query editor,', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'liveperson-skills');
    await expect(rowsIn(page, 'Skills').nth(2)).toBeVisible();
  });

  test('shows the selected KPIs', async ({ page }) => {
    const team = panel(page, 'Selected skills: team');
    await expect(team).toContainText('Online');
    const editor = await editQuery(page, 'Selected skills: team');
    await expect(team).not.toContainText('Away');
    await selectOption(editor, 'KPIs', 'Away');
    await expect(team).toContainText('Away');
  });

  test('has the selected rows', async ({ page }) => {
    const editor = await editQuery(page, 'Skills');
    await selectRows(editor, 'Agent group');
    const groups = async () => (await columnIn(page, 'Skills', 'Group')).sort();
    await expect.poll(groups).toEqual(await namesOf(page, 'groups'));
  });

  test('is filtered by the selected skills', async ({ page }) => {
    const editor = await editQuery(page, 'Skills');
    await editor.getByRole('button', { name: 'Remove $skill' }).click();
    await selectOption(editor, 'Skills', 'Billing');
    await expect.poll(() => columnIn(page, 'Skills', 'Skill')).toEqual(['Billing']);
  });

  test('is filtered by the selected agent groups', async ({ page }) => {
    const editor = await editQuery(page, 'Skills');
    await selectRows(editor, 'Agent group');
    await editor.getByRole('button', { name: 'Remove $group' }).click();
    await selectOption(editor, 'Agent groups', 'Sales');
    await expect.poll(() => columnIn(page, 'Skills', 'Group')).toEqual(['Sales']);
  });

  test('counts over the selected hours', async ({ page }) => {
    const closed = () => displayedNumber(panel(page, conversationsPanel), 'Closed');
    await expect.poll(closed).toBeGreaterThan(0);
    const inADay = await closed();
    const editor = await editQuery(page, conversationsPanel);
    await selectOption(editor, 'Window', 'Last');
    await expect.poll(closed).toBeLessThan(inADay);
    const inAnHour = await closed();
    expect(inAnHour).toBeGreaterThan(0);
    const hours = editor.getByRole('textbox', { name: 'Hours' });
    await hours.fill('3');
    await hours.press('Enter');
    await expect.poll(closed).toBeGreaterThan(inAnHour);
  });

  test('counts from the selected time of today', async ({ page }) => {
    const closed = () => displayedNumber(panel(page, conversationsPanel), 'Closed');
    await expect.poll(closed).toBeGreaterThan(0);
    const inADay = await closed();
    const editor = await editQuery(page, conversationsPanel);
    await selectOption(editor, 'Window', 'Today');
    await expect.poll(closed).toBeLessThan(inADay);
    const sinceMidnight = await closed();
    const from = editor.getByLabel('From');
    await from.fill('10:00');
    await from.press('Enter');
    await expect.poll(closed).toBeLessThan(sinceMidnight);
    expect(await closed()).toBeGreaterThan(0);
  });
});

test('Agents are filtered by the selected status', async ({ page }) => {
  await open(page, 'liveperson-agents');
  const statuses = async () => [...new Set(await columnIn(page, 'Agents', 'Status'))].sort();
  await expect.poll(statuses).toContain('Online');
  const editor = await editQuery(page, 'Agents');
  await selectOption(editor, 'Status', 'Away');
  await expect.poll(statuses).toEqual(['Away']);
});

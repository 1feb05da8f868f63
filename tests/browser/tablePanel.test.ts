import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { parseNumber } from '../displayedNumber';
import { columnIn, expect, open, panel, rowsIn, selectMenuItem, test } from './fixtures';

const agentNames = (page: Page) => columnIn(page, 'Agents', 'Agent');

test('A click on a column heading sorts a table, a second click reverses the order', async ({ page }) => {
  await open(page, 'liveperson-skills');
  await expect(rowsIn(page, 'Skills').nth(2)).toBeVisible();
  const closed = async () => (await columnIn(page, 'Skills', 'Closed')).map(parseNumber);
  const upwards = [...(await closed())].sort((one, other) => one - other);
  const heading = panel(page, 'Skills').getByRole('button', { name: 'Closed', exact: true });
  expect(upwards.every((one) => one >= 0)).toBe(true);
  expect(await closed()).not.toEqual(upwards);
  await heading.click();
  await expect.poll(closed).toEqual(upwards);
  await heading.click();
  await expect.poll(closed).toEqual([...upwards].reverse());
});

test.describe('The table of agents', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'liveperson-agents');
    await expect(rowsIn(page, 'Agents').nth(2)).toBeVisible();
  });

  test('has pages', async ({ page }) => {
    const turnTo = (number: string) => panel(page, 'Agents').getByRole('button', { name: number, exact: true }).click();
    const first = await agentNames(page);
    await turnTo('2');
    await expect.poll(async () => (await agentNames(page)).filter((name) => first.includes(name))).toEqual([]);
    expect(await agentNames(page)).not.toEqual([]);
    await turnTo('1');
    await expect.poll(() => agentNames(page)).toEqual(first);
  });

  test('is downloaded as CSV with all rows, formatted as shown', async ({ page }) => {
    const download = page.waitForEvent('download');
    await selectMenuItem(page, 'Agents', 'Download CSV');
    const file = await download;
    const [header, ...lines] = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n');
    expect(file.suggestedFilename()).toBe('Agents.csv');
    expect(header).toMatch(/^"Agent",/);
    const names = lines.map((line) => line.split(',')[0]?.replaceAll('"', ''));
    const shown = await agentNames(page);
    expect(names.length).toBeGreaterThan(shown.length);
    expect(names).toEqual(expect.arrayContaining(shown));
  });
});

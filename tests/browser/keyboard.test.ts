import type { Page } from '@playwright/test';

import { seriousFindings } from '../accessibility';
import { expect, open, panel, rowsIn, test } from './fixtures';

/** Presses Tab until the element with the focus fits. */
async function tabTo(page: Page, fits: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const one = document.activeElement;
      const label = one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : '';
      return `${one?.getAttribute('aria-label') ?? ''} ${one?.textContent ?? ''} ${label ?? ''}`.trim();
    });
    if (fits.test(focused)) {
      return;
    }
  }
  throw new Error(`Tab reaches nothing that fits ${String(fits)}.`);
}

/** Types into the field with the focus, at a person's pace, until its list has only what fits, this first. */
async function search(page: Page, name: string): Promise<void> {
  await page.keyboard.type(name, { delay: 60 });
  const options = page.getByRole('option');
  const [word = ''] = name.split(' ');
  await expect(options.filter({ hasNotText: new RegExp(word, 'i') })).toHaveCount(0);
  await expect(options.first()).toContainText(name);
}

test.describe('With the keyboard only', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'liveperson-skills');
    await expect(rowsIn(page, 'Skills').nth(2)).toBeVisible();
  });

  test('a skill is chosen for all panels', async ({ page }) => {
    await tabTo(page, /^Skill$/);
    await search(page, 'Billing');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page).toHaveURL(/[?&]var-skill=2500000104(&|$)/);
    await expect(rowsIn(page, 'Skills')).toHaveCount(2);
  });

  test('a question is opened, changed and left', async ({ page }) => {
    await tabTo(page, /^Menu for panel Selected skills: team$/);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Edit query' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('combobox', { name: 'KPIs' }).waitFor();
    expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
    await tabTo(page, /^KPIs/);
    await search(page, 'Back soon');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(panel(page, 'Selected skills: team')).toContainText('Back soon');
  });

  test('a table is sorted', async ({ page }) => {
    const first = rowsIn(page, 'Skills').nth(1);
    const before = await first.innerText();
    await tabTo(page, /^Closed$/);
    await page.keyboard.press('Enter');
    await expect(first).not.toHaveText(before, { useInnerText: true });
  });
});

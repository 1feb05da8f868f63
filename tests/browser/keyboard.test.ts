import type { Browser, Page } from 'playwright-core';

import { seriousFindings } from './accessibility';
import { inBrowser, launch, panel, settled, visit, type Visit } from './visit';

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

/** Waits until a list of options begins with one that fits, and goes on doing so while the field still searches. */
async function beginsWith(page: Page, text: string): Promise<void> {
  const first = page.getByRole('option').first();
  await first.filter({ hasText: text }).waitFor();
  for (let same = 0; same < 5; same++) {
    await page.waitForTimeout(100);
    same = (await first.innerText()).startsWith(text) ? same : -1;
  }
}

/** A person's pause between two keys. */
const typing = { delay: 60 };

inBrowser('With the keyboard only', () => {
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => (browser = await launch()));
  beforeEach(async () => (visited = await visit(browser, '/d/liveperson-skills')));
  afterEach(() => visited.page.close());
  afterAll(() => browser.close());

  it('a skill is chosen for all panels', async () => {
    const { page } = visited;
    await tabTo(page, /^Skill$/);
    await page.keyboard.type('Billing', typing);
    await page.getByRole('option', { name: 'Billing' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await settled(visited);
    expect(new URL(page.url()).searchParams.getAll('var-skill')).toEqual(['2500000104']);
    expect(await panel(page, 'Skills').getByRole('row', { includeHidden: true }).count()).toBe(2);
  });

  it('a question is opened, changed and left', async () => {
    const { page } = visited;
    await tabTo(page, /^Menu for panel Team of all chosen skills$/);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Edit query' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('combobox', { name: 'KPIs' }).waitFor();
    expect(await seriousFindings(page, '[role=dialog]')).toEqual([]);
    await tabTo(page, /^KPIs/);
    await page.keyboard.type('Back soon', typing);
    await beginsWith(page, 'Back soon');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await panel(page, 'Team of all chosen skills').getByText('Back soon').waitFor();
  });

  it('a table is sorted', async () => {
    const { page } = visited;
    const first = () => panel(page, 'Skills').getByRole('row', { includeHidden: true }).nth(1).innerText();
    const before = await first();
    await tabTo(page, /^Closed$/);
    await page.keyboard.press('Enter');
    expect(await first()).not.toBe(before);
  });
});

import type { Browser, Page } from 'playwright-core';

import { inBrowser, launch, settled, visit, type Visit } from './visit';

const billing = '2500000104';

/** The text of every panel that asks something, by its key. */
async function values(page: Page): Promise<Map<string, string>> {
  const panels = await page.locator('[data-viz-panel-key]').all();
  const entries = panels.map(
    async (one) => [await one.getAttribute('data-viz-panel-key'), await one.innerText()] as const
  );
  return new Map((await Promise.all(entries)).map(([key, text]) => [key ?? '', text]));
}

async function chooseSkill(visited: Visit, name: string): Promise<void> {
  const { page } = visited;
  await page.getByRole('combobox', { name: 'Skill' }).click();
  await page.getByRole('option', { name }).click();
  await page.keyboard.press('Tab');
  await settled(visited);
}

inBrowser('A variable', () => {
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => (browser = await launch()));
  beforeEach(async () => (visited = await visit(browser, '/d/liveperson-current')));
  afterEach(() => visited.page.close());
  afterAll(() => browser.close());

  it('acts on all panels, and is part of the address', async () => {
    const { page, asked } = visited;
    const before = await values(page);
    asked.length = 0;
    await chooseSkill(visited, 'Billing');
    expect(asked.length).toBeGreaterThanOrEqual(before.size);
    expect(asked.map(({ filter }) => (filter as { skills?: string[] }).skills)).toEqual(asked.map(() => [billing]));
    const after = await values(page);
    const same = [...before].filter(([key, text]) => after.get(key) === text).map(([, text]) => text);
    // Small counts may well be the same for one skill as for all.
    expect(same.length).toBeLessThan(before.size / 2);
    expect(new URL(page.url()).searchParams.getAll('var-skill')).toEqual([billing]);
  });

  it('goes with a link to another dashboard', async () => {
    const { page, asked } = visited;
    await chooseSkill(visited, 'Billing');
    await page.getByRole('button', { name: 'LivePerson dashboards' }).click();
    asked.length = 0;
    await page.getByRole('menuitem', { name: 'LivePerson: Skills' }).click();
    await page.getByRole('heading', { name: 'LivePerson: Skills' }).waitFor();
    await settled(visited);
    expect(asked.map(({ filter }) => (filter as { skills?: string[] }).skills)).toEqual(asked.map(() => [billing]));
    expect(asked.length).toBeGreaterThan(0);
  });

  it('is set by the link of a row', async () => {
    const { page } = visited;
    await page.goto(`${process.env.PREVIEW_URL}/d/liveperson-skills`);
    await page.getByRole('link', { name: 'Billing' }).click();
    await page.getByRole('heading', { name: 'LivePerson: Agents' }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('var-skill')).toEqual([billing]);
  });

  it('leaves the time range to its picker, which acts on the panels too', async () => {
    const { page } = visited;
    const closed = async () => page.getByRole('region', { name: 'Conversations', exact: true }).innerText();
    const inADay = await closed();
    await page.getByRole('button', { name: /Time range selected/ }).click();
    await page.getByText('Last 3 hours', { exact: true }).click();
    await settled(visited);
    expect(await closed()).not.toBe(inADay);
    expect(new URL(page.url()).searchParams.get('from')).toBe('now-3h');
  });
});

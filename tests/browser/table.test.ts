import { readFileSync } from 'node:fs';

import type { Browser } from 'playwright-core';

import { choose, inBrowser, launch, panel, visit, type Visit } from './visit';

inBrowser('A table', () => {
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => (browser = await launch()));
  afterEach(() => visited.page.close());
  afterAll(() => browser.close());

  const rowsOf = async (title: string) => {
    const rows = await panel(visited.page, title).getByRole('row', { includeHidden: true }).allInnerTexts();
    return rows.slice(1).map((row) => row.split('\n'));
  };
  const namesOf = async (title: string) => (await rowsOf(title)).map(([name]) => name ?? '');

  it('is sorted by a click on a column, and by another one the other way round', async () => {
    visited = await visit(browser, '/d/liveperson-skills');
    const sorted = (numbers: number[]) =>
      numbers.every((one, index) => index === 0 || (numbers[index - 1] ?? 0) <= one);
    const closed = async () => (await rowsOf('Skills')).map((row) => Number((row[11] ?? '').replace(',', '')));
    const heading = panel(visited.page, 'Skills').getByRole('button', { name: 'Closed', exact: true });
    expect(sorted(await closed())).toBe(false);
    await heading.click();
    expect(sorted(await closed())).toBe(true);
    await heading.click();
    expect(sorted((await closed()).reverse())).toBe(true);
  });

  it('has pages', async () => {
    visited = await visit(browser, '/d/liveperson-agents');
    const table = panel(visited.page, 'Agents');
    const first = await namesOf('Agents');
    await table.getByRole('button', { name: '2', exact: true }).click();
    const second = await namesOf('Agents');
    expect(second.length).toBeGreaterThan(0);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    await table.getByRole('button', { name: '1', exact: true }).click();
    expect(await namesOf('Agents')).toEqual(first);
  });

  it('is saved as CSV with all its rows, as it shows them', async () => {
    visited = await visit(browser, '/d/liveperson-agents');
    const download = visited.page.waitForEvent('download');
    await choose(visited.page, 'Agents', 'Download CSV');
    const file = await download;
    const [header, ...lines] = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n');
    expect(file.suggestedFilename()).toBe('Agents.csv');
    expect(header).toMatch(/^"Agent",/);
    const names = lines.map((line) => line.split(',')[0]?.replaceAll('"', ''));
    const shown = await namesOf('Agents');
    expect(names.length).toBeGreaterThan(shown.length);
    expect(names).toEqual(expect.arrayContaining(shown));
  });
});

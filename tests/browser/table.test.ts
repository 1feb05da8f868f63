import { readFileSync } from 'node:fs';

import type { Browser } from 'playwright-core';

import { choose, inBrowser, launch, panel, visit, type Visit } from './visit';

inBrowser('The table of skills', () => {
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    browser = await launch();
    visited = await visit(browser, '/d/liveperson-skills');
  });
  afterAll(() => browser.close());

  const table = () => panel(visited.page, 'Skills');
  const rows = async () => (await table().getByRole('row', { includeHidden: true }).allInnerTexts()).slice(1);
  const column = async (index: number) => (await rows()).map((row) => row.split('\n')[index] ?? '');

  it('is sorted by a click on a column, and by another one the other way round', async () => {
    const closed = 11;
    const sorted = (numbers: number[]) =>
      numbers.every((one, index) => index === 0 || (numbers[index - 1] ?? 0) <= one);
    const numbers = async () => (await column(closed)).map((text) => Number(text.replace(',', '')));
    expect(sorted(await numbers())).toBe(false);
    await table().getByRole('button', { name: 'Closed', exact: true }).click();
    expect(sorted(await numbers())).toBe(true);
    await table().getByRole('button', { name: 'Closed', exact: true }).click();
    expect(sorted((await numbers()).reverse())).toBe(true);
  });

  it('has pages', async () => {
    const first = await column(0);
    await table().getByRole('button', { name: '2', exact: true }).click();
    const second = await column(0);
    expect(second.length).toBeGreaterThan(0);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    await table().getByRole('button', { name: '1', exact: true }).click();
    expect(await column(0)).toEqual(first);
  });

  it('is saved as CSV with all its rows, as it shows them', async () => {
    const download = visited.page.waitForEvent('download');
    await choose(visited.page, 'Skills', 'Download CSV');
    const file = await download;
    const [header, ...lines] = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n');
    expect(file.suggestedFilename()).toBe('Skills.csv');
    expect(header).toMatch(/^"Skill","Skill ID","Open"/);
    const names = lines.map((line) => line.split(',')[0]);
    expect(names.length).toBeGreaterThan((await rows()).length);
    expect(names).toEqual(expect.arrayContaining(await column(0)));
  });
});

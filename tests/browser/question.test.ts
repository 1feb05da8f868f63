import type { Browser } from 'playwright-core';

import { pick } from '../pick';
import { editQuery, inBrowser, launch, panel, settled, visit, type Visit } from './visit';

inBrowser('A question, changed in the query editor', () => {
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => (browser = await launch()));
  beforeEach(async () => (visited = await visit(browser, '/d/liveperson-skills')));
  afterEach(() => visited.page.close());
  afterAll(() => browser.close());

  const firstRow = () => panel(visited.page, 'Skills').getByRole('row', { includeHidden: true }).nth(1);
  const header = () => panel(visited.page, 'Skills').getByRole('row', { includeHidden: true }).first();

  it('shows the KPIs that are chosen', async () => {
    const editor = await editQuery(visited.page, 'Team of all chosen skills');
    expect(await panel(visited.page, 'Team of all chosen skills').innerText()).not.toContain('Away');
    await pick(editor, 'KPIs', 'Away');
    await settled(visited);
    expect(await panel(visited.page, 'Team of all chosen skills').innerText()).toContain('Away');
  });

  it('has a row for each of what is chosen', async () => {
    const editor = await editQuery(visited.page, 'Skills');
    await editor.getByRole('radio', { name: 'Agent group' }).click();
    await settled(visited);
    expect(await header().innerText()).toMatch(/^Group/);
    expect(await firstRow().innerText()).not.toContain('Sales\n');
  });

  it('keeps to the skills that are chosen', async () => {
    const editor = await editQuery(visited.page, 'Skills');
    await editor.getByRole('button', { name: 'Remove $skill' }).click();
    await pick(editor, 'Skills', 'Billing');
    await settled(visited);
    expect(await panel(visited.page, 'Skills').getByRole('row', { includeHidden: true }).count()).toBe(2);
    expect(await firstRow().innerText()).toMatch(/^Billing/);
  });

  it('counts over the window that is chosen', async () => {
    const closed = async () => {
      const text = await panel(visited.page, 'Conversations of all chosen skills').innerText();
      return Number(/Closed\s+([\d,]+)/.exec(text)?.[1]?.replace(',', ''));
    };
    const inADay = await closed();
    const editor = await editQuery(visited.page, 'Conversations of all chosen skills');
    await pick(editor, 'Window', 'Last');
    await editor.getByRole('spinbutton', { name: 'Hours' }).fill('1');
    await editor.getByRole('spinbutton', { name: 'Hours' }).press('Enter');
    await settled(visited);
    const inAnHour = await closed();
    expect(inAnHour).toBeGreaterThan(0);
    expect(inAnHour).toBeLessThan(inADay);
  });
});

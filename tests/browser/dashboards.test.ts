import type { Browser } from 'playwright-core';

import { pluginsDashboards, soundText } from '../dashboards';
import { seriousFindings } from './accessibility';
import { inBrowser, launch, settled, visit, type Visit } from './visit';

/** What a panel shows: its text without its title, or that it has drawn a chart. */
async function shownIn({ page }: Visit, id: number): Promise<string> {
  const one = page.locator(`[data-viz-panel-key="panel-${id}"]`);
  const chart = await one.locator('.uplot canvas').count();
  const content = await one.getByTestId('data-testid panel content').innerText();
  return chart > 0 ? `chart of ${content}` : content;
}

inBrowser.each(pluginsDashboards())('$uid', ({ uid, panels }) => {
  let browser: Browser;
  let visited: Visit;

  beforeAll(async () => {
    browser = await launch();
    visited = await visit(browser, `/d/${uid}`);
    for (const row of await visited.page.getByRole('button', { name: 'Expand row' }).all()) {
      await row.click();
    }
    await settled(visited);
  });
  afterAll(() => browser.close());

  it('has data in every panel and an error in none', async () => {
    expect(await visited.page.locator('[data-viz-panel-key]').count()).toBe(panels.length);
    for (const one of panels) {
      const shown = await shownIn(visited, one.id);
      const legend = one.options?.legend?.showLegend === false ? '' : '\\S';
      expect(`panel ${one.id}: ${shown}`).toMatch(new RegExp(`: chart of ${legend}|: [^]*(${soundText(one).source})`));
      expect(shown).not.toContain('No data');
    }
    expect(await visited.page.getByTestId('data-testid Panel status error').count()).toBe(0);
  });

  it('names what it cannot draw, which is pie charts', async () => {
    const gaps = await visited.page.getByText('Not drawn in the preview').allInnerTexts();
    const pies = panels
      .filter(({ type }) => type === 'piechart')
      .map(() => expect.stringContaining('piechart') as string);
    expect(gaps).toEqual(pies);
  });

  it('has no serious finding of the accessibility check', async () => {
    expect(await seriousFindings(visited.page)).toEqual([]);
  });

  it('says that it is a preview, writes no error to the console and asks no other host', async () => {
    await visited.page.getByText('This is a preview, not Grafana').waitFor();
    expect(visited.errors).toEqual([]);
    expect([...visited.hosts]).toEqual([new URL(process.env.PREVIEW_URL ?? '').host]);
  });
});

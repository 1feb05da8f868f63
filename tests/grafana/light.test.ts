import { seriousFindings } from '../accessibility';
import { dashboardOf } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import { expect, test } from './fixtures';

for (const uid of ['liveperson-current', 'liveperson-skills']) {
  test(`${uid} is accessible in the light theme`, async ({ gotoDashboardPage, page, responses }) => {
    await gotoDashboardPage({ uid, queryParams: new URLSearchParams({ theme: 'light' }) });
    await expectAllData(page, dashboardOf(uid).panels, responses);
    await expect(page.locator('body')).toHaveClass(/theme-light/);
    for (const panel of await page.locator('[data-viz-panel-key]').all()) {
      const key = await panel.getAttribute('data-viz-panel-key');
      expect.soft(await seriousFindings(page, `[data-viz-panel-key="${key}"]`)).toEqual([]);
    }
  });
}

import { seriousFindings } from '../accessibility';
import { pluginDashboards } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import { expect, open, test } from './fixtures';

test.describe.configure({ mode: 'parallel' });

for (const { uid, title, panels } of pluginDashboards()) {
  test(`${title} has data in every panel and an error in none, accessible`, async ({ page, responses }) => {
    await open(page, uid);
    await expect(page.getByText('This is a preview, not Grafana')).toBeVisible();
    await expectAllData(page, panels, responses);
    await expect(page.locator('[data-viz-panel-key]')).toHaveCount(panels.length);
    // What it cannot draw, it names: pie charts are tables here.
    const pies = panels.filter(({ type }) => type === 'piechart');
    await expect(page.getByText('Not drawn in the preview')).toHaveText(pies.map(() => /piechart/));
    expect(await seriousFindings(page)).toEqual([]);
  });
}

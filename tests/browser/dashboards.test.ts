import { seriousFindings } from '../accessibility';
import { pluginDashboards } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import { expect, open, test } from './fixtures';

test.describe.configure({ mode: 'parallel' });

for (const { uid, title, panels } of pluginDashboards()) {
  test(`${title} has data and no error in every panel, and is accessible`, async ({ page, responses }) => {
    await open(page, uid);
    await expect(page.getByText('This is a preview, not Grafana')).toBeVisible();
    await expectAllData(page, panels, responses);
    await expect(page.locator('[data-viz-panel-key]')).toHaveCount(panels.length);
    // The preview lists what it does not support: pie charts are tables.
    const pies = panels.filter(({ type }) => type === 'piechart');
    await expect(page.getByText('Not supported in the preview')).toHaveText(pies.map(() => /piechart/));
    expect(await seriousFindings(page)).toEqual([]);
  });
}

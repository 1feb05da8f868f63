import { seriousFindings } from '../accessibility';
import { pluginsDashboards } from '../dashboards';
import { expectAllData } from '../panels';
import { expect, open, test } from './fixtures';

test.describe.configure({ mode: 'parallel' });

for (const { uid, title, panels } of pluginsDashboards()) {
  test(`${title} has data in every panel and an error in none, accessible`, async ({ page, answers }) => {
    await open(page, uid);
    await expect(page.getByText('This is a preview, not Grafana')).toBeVisible();
    await expectAllData(page, panels, answers);
    await expect(page.locator('[data-viz-panel-key]')).toHaveCount(panels.length);
    // What it cannot draw, it names: pie charts are tables here.
    const pies = panels.filter(({ type }) => type === 'piechart');
    await expect(page.getByText('Not drawn in the preview')).toHaveText(pies.map(() => /piechart/));
    expect(await seriousFindings(page)).toEqual([]);
  });
}

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
    // The preview lists what it does not support, and shows its values as a table.
    const asTables = panels.filter(({ type }) => ['piechart', 'state-timeline', 'alertlist'].includes(type));
    const notes = asTables.map(({ type }) => new RegExp(type));
    await expect(page.getByText('Not supported in the preview')).toHaveText(notes);
    expect(await seriousFindings(page)).toEqual([]);
  });
}

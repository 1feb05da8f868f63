import { pluginsDashboards } from '../dashboards';
import { test } from './fixtures';
import { expectData, openRows, panelOf } from './panels';

for (const { uid, title, panels } of pluginsDashboards()) {
  test(`${title} has data in every panel and an error in none`, async ({ gotoDashboardPage, page }) => {
    await gotoDashboardPage({ uid });
    await panelOf(page, panels[0] ?? { id: 0 }).waitFor();
    await openRows(page);
    for (const panel of panels) {
      await expectData(page, panel);
    }
  });
}

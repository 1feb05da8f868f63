import { pluginsDashboards } from '../dashboards';
import { test } from './fixtures';
import { expectAllData } from './panels';

for (const { uid, title, panels } of pluginsDashboards()) {
  test(`${title} has data in every panel and an error in none`, async ({ gotoDashboardPage, page }) => {
    await gotoDashboardPage({ uid });
    await expectAllData(page, panels);
  });
}

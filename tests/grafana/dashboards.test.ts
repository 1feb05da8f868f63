import { pluginDashboards } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import { test } from './fixtures';

for (const { uid, title, panels } of pluginDashboards()) {
  test(`${title} has data in every panel and an error in none`, async ({ gotoDashboardPage, page, responses }) => {
    await gotoDashboardPage({ uid });
    await expectAllData(page, panels, responses);
  });
}

import { pluginsDashboards } from '../dashboards';
import { expectAllData } from '../panels';
import { test } from './fixtures';

for (const { uid, title, panels } of pluginsDashboards()) {
  test(`${title} has data in every panel and an error in none`, async ({ gotoDashboardPage, page, answers }) => {
    await gotoDashboardPage({ uid });
    await expectAllData(page, panels, answers);
  });
}

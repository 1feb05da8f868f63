import { pluginDashboards } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import { test } from './fixtures';

for (const { uid, title, panels } of pluginDashboards()) {
  test(`${title} has data and no error in every panel`, async ({ gotoDashboardPage, page, responses }) => {
    await gotoDashboardPage({ uid });
    await expectAllData(page, panels, responses);
  });
}

import { seriousFindings } from '../accessibility';
import { dashboardOf } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import { expect, test } from './fixtures';

test('A dashboard is accessible in the light theme', async ({ page, responses }) => {
  await page.goto('/d/liveperson-current?theme=light');
  await expectAllData(page, dashboardOf('liveperson-current').panels, responses);
  await expect(page.locator('body')).toHaveCSS('background-color', /^rgb\(2\d\d, 2\d\d, 2\d\d\)$/);
  expect(await seriousFindings(page)).toEqual([]);
});

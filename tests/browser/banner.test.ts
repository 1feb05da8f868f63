import { dashboardOf } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import { editQuery, expect, open, panel, test } from './fixtures';

test.describe('On a wall screen', () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  test('all panels of the wall and the preview banner fit', async ({ page, responses }) => {
    await page.goto('/d/liveperson-wall?kiosk');
    await expectAllData(page, dashboardOf('liveperson-wall').panels, responses);
    await expect(page.getByText('This is a preview, not Grafana')).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080);
  });
});

test.describe('The banner names', () => {
  // Each panel of that dashboard shows the error, too.
  test.use({ expectedErrors: /no data source of type prometheus/ });

  test('an unknown dashboard', async ({ page }) => {
    await open(page, 'liveperson-gone');
    await expect(page.getByText('Not shown here:')).toContainText('/d/liveperson-gone (no such dashboard)');
  });

  test('another type of data source', async ({ page }) => {
    await open(page, 'liveperson-health');
    await expect(page.getByText('Not shown here:')).toContainText('values of prometheus');
  });
});

test('An editor does not cover its panel', async ({ page }) => {
  await open(page, 'liveperson-skills');
  const title = 'Selected skills: team';
  const editor = await editQuery(page, title);
  const overlap = async () => {
    const [shown, beside] = [await panel(page, title).boundingBox(), await editor.boundingBox()];
    return shown && beside ? Math.max(0, shown.x + shown.width - beside.x) : undefined;
  };
  await expect.poll(overlap).toBe(0);
});

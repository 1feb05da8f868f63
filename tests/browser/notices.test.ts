import { seriousFindings } from '../accessibility';
import { dashboardOf } from '../dashboards';
import { expect, open, panel, rowsIn, test } from './fixtures';

test('A notice about the window is shown on the panel', async ({ page }) => {
  const notice = panel(page, 'Skills').getByRole('button', { name: /^LivePerson averages over at most 24 hours/ });
  await open(page, 'liveperson-skills');
  await expect(rowsIn(page, 'Skills').nth(2)).toBeVisible();
  await expect(notice).toHaveCount(0);
  await page.goto('/d/liveperson-skills?from=now-7d&to=now');
  await expect(notice).toBeVisible();
  expect(await seriousFindings(page, '[data-viz-panel-key]')).toEqual([]);
  await notice.hover();
  await expect(page.getByRole('tooltip')).toContainText('the last 24 hours of the window');
});

test.describe('Without its server, the preview', () => {
  test.use({ expectedErrors: /net::ERR_/ });

  test('shows an error on every panel', async ({ page }) => {
    await open(page, 'liveperson-current');
    await expect(panel(page, 'Open')).toContainText(/\d/);
    await page.route('/api/**', (route) => route.abort());
    await page.getByTestId('data-testid RefreshPicker run button').click();
    const failed = panel(page, 'Open').getByTestId('data-testid Panel status error');
    await failed.hover();
    await expect(page.getByRole('tooltip')).toContainText('The preview does not respond: run npm start again.');
    const { visiblePanels } = dashboardOf('liveperson-current');
    const asking = visiblePanels.filter(({ targets }) => targets?.length);
    await expect(page.getByTestId('data-testid Panel status error')).toHaveCount(asking.length);
  });
});

import { seriousFindings } from '../accessibility';
import { expect, open, openMenu, rowsIn, test } from './fixtures';

// In Grafana, elements behind an open menu are hidden from assistive technology, but can still have the focus.
test.describe('Accessible when open:', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'liveperson-skills');
    await expect(rowsIn(page, 'Skills').nth(2)).toBeVisible();
  });

  test("a panel's menu", async ({ page }) => {
    await openMenu(page, 'Skills');
    expect(await seriousFindings(page, '[role=menu]')).toEqual([]);
  });

  test('the time picker', async ({ page }) => {
    await page.getByRole('button', { name: /Time range selected/ }).click();
    await expect(page.getByText('Last 3 hours', { exact: true })).toBeVisible();
    expect(await seriousFindings(page, '#TimePickerContent')).toEqual([]);
  });
});

import { expect, type Locator, type Page } from '@playwright/test';

import type { QueryResponses } from './queryResponses';
import { type PanelJson, expectedText } from './dashboards';

/** A panel, by its id. */
export const panelOf = (page: Page, { id }: { id: number }): Locator =>
  page.locator(`[data-viz-panel-key="panel-${id}"]`);

/** Expands collapsed rows, whose panels are not there before. */
async function expandRows(page: Page): Promise<void> {
  const closed = page.getByRole('button', { name: 'Expand row' });
  // Grafana draws rows, too, only when they are in view. Its page grows while it draws panels.
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(closed.first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  while ((await closed.count()) > 0) {
    await closed.first().click();
  }
}

/** Waits until a panel shows values, a chart with its legend or, without queries, text, and no error. */
async function expectData(page: Page, json: PanelJson): Promise<void> {
  const panel = panelOf(page, json);
  const content = panel.getByTestId('data-testid panel content');
  // Grafana loads panels only when they are in view.
  await panel.scrollIntoViewIfNeeded();
  const drawn = panel.locator('.uplot canvas, [data-testid="data-testid Pie Chart Slice"]');
  const text = content.filter({ hasText: expectedText(json) });
  await expect(text.or(drawn).first(), `panel ${json.id} "${json.title ?? ''}" shows data`).toBeVisible();
  if (json.options?.legend?.showLegend !== false) {
    await expect(content).toHaveText(/\S/);
  }
  await expect(content).not.toContainText('No data');
  await expect(panel.getByTestId('data-testid Panel status error')).toHaveCount(0);
}

/** Waits until all panels of the open dashboard have received numbers and show them without an error. */
export async function expectAllData(page: Page, panels: PanelJson[], responses: QueryResponses): Promise<void> {
  await page.locator('[data-viz-panel-key]').first().waitFor();
  // A list of alerts has no query, and may be empty.
  for (const panel of panels.filter(({ type }) => type !== 'alertlist')) {
    if ((await panelOf(page, panel).count()) === 0) {
      await expandRows(page);
    }
    await expectData(page, panel);
  }
  await expect.poll(() => responses.problems(panels)).toEqual([]);
}

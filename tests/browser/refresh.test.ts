import type { APIRequestContext, Page } from '@playwright/test';

import { expect, open, panel, test } from './fixtures';
import { advancingPreview, movingSimulator } from './servers';

const minute = 60_000;
const titles = ['Open', 'Assigned', 'Active', 'Agents'];

/** The text of panels with current values. */
const panelTexts = async (page: Page) =>
  (await Promise.all(titles.map((title) => panel(page, title).innerText()))).join('\n');

/** Lets the plugin request current values again after a second. */
async function refreshEachSecond(request: APIRequestContext): Promise<void> {
  const [source] = (await (await request.get('/api/datasources')).json()) as Array<{ uid: string; jsonData: object }>;
  const data = { ...source, jsonData: { ...source?.jsonData, freshFor: 1 } };
  expect((await request.put(`/api/datasources/uid/${source?.uid}`, { data })).ok()).toBe(true);
}

/** Advances the contact centre by twenty minutes. */
async function advanceClock(request: APIRequestContext): Promise<void> {
  const moved = await request.post(`${movingSimulator}/simulator/clock`, { data: { advanceMs: 20 * minute } });
  expect(moved.ok()).toBe(true);
  await refreshEachSecond(request);
}

const refreshByHand = (page: Page) => page.getByTestId('data-testid RefreshPicker run button').click();

test.use({ baseURL: advancingPreview });

const refreshes: Array<[how: string, refresh: (page: Page) => Promise<void>]> = [
  ['by hand', refreshByHand],
  ['by itself, once a minute', (page) => page.clock.fastForward(minute + 1000)],
];

for (const [how, refresh] of refreshes) {
  test(`Values move with a refresh ${how}`, async ({ page, request }) => {
    await page.clock.install();
    await open(page, 'liveperson-current');
    for (const title of titles) {
      await expect(panel(page, title)).toContainText(/\d/);
    }
    const before = await panelTexts(page);
    await advanceClock(request);
    await expect(async () => {
      await refresh(page);
      await expect.poll(() => panelTexts(page), { timeout: 3000 }).not.toBe(before);
    }).toPass();
  });
}

test.describe('While LivePerson fails', () => {
  const faults = `${movingSimulator}/simulator/faults`;

  test.afterEach(async ({ request }) => {
    expect((await request.delete(faults)).ok()).toBe(true);
  });

  test('panels keep their values and show their age', async ({ page, request }) => {
    await refreshEachSecond(request);
    await open(page, 'liveperson-current');
    await expect(panel(page, 'Open')).toContainText(/\d/);
    const before = await panel(page, 'Open').innerText();
    expect((await request.post(faults, { data: [{ status: 503 }] })).ok()).toBe(true);
    const stale = panel(page, 'Open').getByRole('button', {
      name: /^Showing data from .* old\)/,
    });
    await expect(async () => {
      await refreshByHand(page);
      await expect(stale).toBeVisible({ timeout: 2000 });
    }).toPass();
    await expect(panel(page, 'Open')).toHaveText(before, { useInnerText: true });
    // Also reachable with the keyboard.
    await stale.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(stale).toBeFocused();
    await expect(page.getByRole('tooltip').filter({ hasText: 'Showing data from' })).toBeVisible();
    await request.delete(faults);
    // The pause after the last failure has to end first.
    await expect(async () => {
      await refreshByHand(page);
      await expect(stale).toHaveCount(0, { timeout: 2000 });
    }).toPass();
  });
});

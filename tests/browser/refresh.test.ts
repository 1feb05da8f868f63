import type { APIRequestContext, Page } from '@playwright/test';

import { expect, open, panel, test } from './fixtures';
import { advancingPreview, movingSimulator } from './servers';

const minute = 60_000;
const titles = ['Open', 'Assigned', 'Active', 'Agents'];

/** What panels show of this moment, whatever the time range. */
const panelTexts = async (page: Page) =>
  (await Promise.all(titles.map((title) => panel(page, title).innerText()))).join('\n');

/** Saves the data source with these options, else as it is. */
async function save(request: APIRequestContext, options: object): Promise<void> {
  const [source] = (await (await request.get('/api/datasources')).json()) as Array<{ uid: string; jsonData: object }>;
  const data = { ...source, jsonData: { ...source?.jsonData, ...options } };
  expect((await request.put(`/api/datasources/uid/${source?.uid}`, { data })).ok()).toBe(true);
}

/** Lets twenty minutes pass in the contact centre. */
async function advanceClock(request: APIRequestContext): Promise<void> {
  const moved = await request.post(`${movingSimulator}/simulator/clock`, { data: { advanceMs: 20 * minute } });
  expect(moved.ok()).toBe(true);
  // The plugin keeps values of now for the minute that runs; a data source that was saved, even as it was, begins anew.
  await save(request, {});
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
    await refresh(page);
    await expect.poll(() => panelTexts(page)).not.toBe(before);
  });
}

test.describe('While LivePerson fails', () => {
  const faults = `${movingSimulator}/simulator/faults`;

  test.afterEach(async ({ request }) => {
    expect((await request.delete(faults)).ok()).toBe(true);
  });

  test('panels keep their values and say how old these are', async ({ page, request }) => {
    // Values of now are asked for again after a second.
    await save(request, { freshFor: 1 });
    await open(page, 'liveperson-current');
    await expect(panel(page, 'Open')).toContainText(/\d/);
    const before = await panel(page, 'Open').innerText();
    expect((await request.post(faults, { data: [{ status: 503 }] })).ok()).toBe(true);
    const stale = panel(page, 'Open').getByRole('button', {
      name: /^These are the values of .* ago: LivePerson gives/,
    });
    await expect(async () => {
      await refreshByHand(page);
      await expect(stale).toBeVisible({ timeout: 2000 });
    }).toPass();
    await expect(panel(page, 'Open')).toHaveText(before, { useInnerText: true });
    // With the keyboard too.
    await stale.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(stale).toBeFocused();
    await expect(page.getByRole('tooltip').filter({ hasText: 'ago: LivePerson gives no newer ones' })).toBeVisible();
    await request.delete(faults);
    // After failures the plugin waits before it asks again; once saved, it does not.
    await save(request, {});
    await refreshByHand(page);
    await expect(stale).toHaveCount(0);
  });
});

import type { APIRequestContext, Page } from '@playwright/test';

import { expect, open, panel, test } from './fixtures';
import { moving, movingSimulator } from './servers';

const minute = 60_000;
const shown = ['Open', 'Assigned', 'Active', 'Agents'];

/** What panels show of this moment, whatever the time range. */
const texts = async (page: Page) =>
  (await Promise.all(shown.map((title) => panel(page, title).innerText()))).join('\n');

/** Lets twenty minutes pass in the contact centre. */
async function moveOn(request: APIRequestContext): Promise<void> {
  const moved = await request.post(`${movingSimulator}/simulator/clock`, { data: { advanceMs: 20 * minute } });
  expect(moved.ok()).toBe(true);
  // The plugin keeps values of now for the minute that runs; a data source that was saved, even as it was, begins anew.
  const [source] = (await (await request.get('/api/datasources')).json()) as Array<{ uid: string }>;
  const saved = await request.put(`/api/datasources/uid/${source?.uid}`, { data: source });
  expect(saved.ok()).toBe(true);
}

test.use({ baseURL: moving });

const refreshes: Array<[how: string, refresh: (page: Page) => Promise<void>]> = [
  ['by hand', (page) => page.getByTestId('data-testid RefreshPicker run button').click()],
  ['by itself, once a minute', (page) => page.clock.fastForward(minute + 1000)],
];

for (const [how, refresh] of refreshes) {
  test(`Values move with a refresh ${how}`, async ({ page, request }) => {
    await page.clock.install();
    await open(page, 'liveperson-current');
    for (const title of shown) {
      await expect(panel(page, title)).toContainText(/\d/);
    }
    const before = await texts(page);
    await moveOn(request);
    await refresh(page);
    await expect.poll(() => texts(page)).not.toBe(before);
  });
}

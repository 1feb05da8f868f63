import { dashboardOf } from '../dashboards';
import { expect, open, panel, test } from './fixtures';
import { moving, movingSimulator } from './servers';

const minute = 60_000;

test.use({ baseURL: moving });

test('Values move with a refresh, by hand and by itself', async ({ page, questions, request }) => {
  const asked = dashboardOf('liveperson-current').shown.flatMap(({ targets = [] }) => targets).length;
  const now = async () =>
    (await Promise.all(['Open', 'Assigned', 'Active', 'Agents'].map((title) => panel(page, title).innerText()))).join();
  const moveOn = async () => {
    const answer = await request.post(`${movingSimulator}/simulator/clock`, { data: { advanceMs: 20 * minute } });
    expect(answer.ok()).toBe(true);
    // What the plugin keeps of the minute that runs it forgets with the data source as it was.
    const [source] = (await (await request.get('/api/datasources')).json()) as Array<{ uid: string }>;
    const saved = await request.put(`/api/datasources/uid/${source?.uid}`, { data: source });
    expect(saved.ok()).toBe(true);
    questions.length = 0;
  };
  await page.clock.install();
  await open(page, 'liveperson-current');
  await expect(panel(page, 'Open')).toContainText(/\d/);
  await expect(panel(page, 'Agents')).toContainText(/\d/);
  const first = await now();
  await moveOn();
  await page.getByTestId('data-testid RefreshPicker run button').click();
  await expect.poll(now).not.toBe(first);
  const second = await now();
  await moveOn();
  await page.clock.fastForward(minute + 1000);
  await expect.poll(() => questions.length).toBeGreaterThanOrEqual(asked);
  await expect.poll(now).not.toBe(second);
});

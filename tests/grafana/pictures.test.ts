import { panelIn } from '../dashboards';
import { panelOf } from '../panelAssertions';
import { expect, test } from './fixtures';
import { findSimulator } from './simulator';

const source = '/api/datasources/uid/liveperson-kmm';

/** Where nothing listens, and so no picture is. */
const elsewhere = 'http://127.0.0.1:9/tracker.gif';

test("agents' pictures come from no host that a name in LivePerson sets, and no address is shown", async ({
  gotoDashboardPage,
  page,
  request,
}) => {
  const control = await findSimulator(request);
  test.skip(!control, 'The data source has no simulator, whose pictures a test may change.');
  const agents = (await (await request.get(`${source}/resources/agents`)).json()) as Array<{ id: string }>;
  const { jsonData } = (await (await request.get(source)).json()) as { jsonData: { upstreamUrl: string } };
  // The last ones are not there: Grafana's own cell for images would show their addresses.
  const urls = [elsewhere, 'javascript:alert(1)', 'data:image/png;base64,AAAA', `${jsonData.upstreamUrl}/gone.png`];
  for (const [index, { id }] of agents.entries()) {
    await control?.('pictures', { id, url: urls[index % urls.length] });
  }
  const requested: string[] = [];
  page.on('request', (one) => requested.push(one.url()));
  try {
    const panel = panelOf(page, panelIn('liveperson-agents', 'Agents'));
    // Another test may just have looked: until they are refreshed, agents keep the pictures that they had then.
    await expect(async () => {
      await gotoDashboardPage({ uid: 'liveperson-agents' });
      await expect(panel.getByRole('row').nth(3)).toBeVisible();
      await expect.poll(() => requested.filter((url) => url.endsWith('/gone.png')).length).toBeGreaterThan(0);
    }).toPass({ timeout: 100_000 });
    await expect(panel).not.toContainText(/https?:|javascript:|data:/);
    expect(requested).not.toContain(elsewhere);
  } finally {
    for (const { id } of agents) {
      await control?.('pictures', { id, url: `${jsonData.upstreamUrl}/pictures/${id}.svg` });
    }
  }
});

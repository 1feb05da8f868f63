import { dashboardOf, panelIn } from '../dashboards';
import { panelOf } from '../panelAssertions';
import { expect, test } from './fixtures';
import { withFolder } from './folder';
import { withOwnCentre } from './ownCentre';
import { alertsOf } from './ruleHealth';
import { saveShippedRule } from './shippedRule';
import { findSimulator } from './simulator';

const uid = 'liveperson-chat';
const minute = 60_000;

test.beforeEach(async ({ request }) => {
  test.skip(!(await findSimulator(request)), 'needs a Grafana that reaches simulators of this machine');
});

test('a rush of visitors fires the rule of the abandon rate, which is resolved after it', async ({ request }) => {
  test.setTimeout(500_000);
  await withOwnCentre(request, async (centre) => {
    await withFolder(request, async (_title, folder) => {
      const rule = await saveShippedRule(request, 'lp-account-chat_abandon_rate', {
        folder,
        datasource: centre.uid,
        for: '0s',
        keepFiringFor: '0s',
      });
      const alerts = async () =>
        (await alertsOf(request, rule)).map(
          ({ labels, state, annotations }) => `${labels.severity} ${state}: ${annotations.summary}`
        );
      // Values of a window are shared until the minute ends.
      const becomes = (texts: unknown[]) =>
        expect.poll(async () => (await alerts()).sort(), { timeout: 150_000 }).toEqual(texts);
      const inState = (severity: string, state: string, percent: number) =>
        expect.stringMatching(
          new RegExp(
            `^${severity} ${state}: Account 12345678: chat abandon rate of [\\d.]+% in the last hour \\(${severity}: from ${percent}% for 2 min\\)$`
          )
        );
      await becomes([inState('critical', 'Normal', 20), inState('warning', 'Normal', 10)]);

      await centre.control('chat', { load: 8 });
      await centre.control('clock', { advanceMs: 30 * minute });
      await becomes([inState('critical', 'Alerting', 20), inState('warning', 'Alerting', 10)]);
      const [alert] = await alertsOf(request, rule);
      expect(alert?.annotations.dashboard_url).toMatch(/^http.*\/d\/liveperson-chat\?var-datasource=[\w-]+$/);

      await centre.control('chat', { load: 1 });
      await centre.control('clock', { advanceMs: 90 * minute });
      await becomes([inState('critical', 'Normal', 20), inState('warning', 'Normal', 10)]);
    });
  });
});

test('an account without chat has a sentence instead of values, and no error', async ({
  gotoDashboardPage,
  page,
  request,
}) => {
  const { panels } = dashboardOf(uid);
  const [status] = panels;
  await withOwnCentre(
    request,
    async ({ uid: datasource }) => {
      await page.setViewportSize({ width: 1920, height: 5000 });
      await gotoDashboardPage({ uid, queryParams: new URLSearchParams({ 'var-datasource': datasource }) });
      await expect(panelOf(page, status ?? { id: 0 })).toContainText('This account has no chat');
      for (const title of ['In queue', 'Service level']) {
        await expect(panelOf(page, panelIn(uid, title))).toContainText('–');
      }
      for (const panel of panels.filter(({ targets }) => targets)) {
        await expect(panelOf(page, panel).getByTestId('data-testid Panel status error')).toHaveCount(0);
      }
    },
    { options: { chat: false } }
  );
});

import { type APIRequestContext, expect, test } from '@playwright/test';

import { withFolder } from './folder';
import { withOwnCentre } from './ownCentre';
import { alertsOf } from './ruleHealth';
import { saveShippedRule } from './shippedRule';
import { findSimulator } from './simulator';

const sales = '2500000101';
const kpi = 'unassigned_conversations';

interface Field {
  config?: { thresholds?: { steps: Array<{ value: number }> } };
}

/** The levels in the field that a panel gets for the skill. */
async function levelsInPanel(request: APIRequestContext, uid: string): Promise<number[]> {
  const query = {
    refId: 'A',
    datasource: { type: 'kmm-liveperson-datasource', uid },
    schemaVersion: 1,
    rows: 'account',
    kpis: [kpi],
    filter: { skills: [sales] },
    window: { kind: 'range' },
    shape: 'value',
  };
  const response = await request.post('/api/ds/query', { data: { queries: [query], from: 'now-1h', to: 'now' } });
  const { results } = (await response.json()) as { results: { A: { frames: Array<{ schema: { fields: Field[] } }> } } };
  const fields = results.A.frames[0]?.schema.fields ?? [];
  const steps = fields.find(({ config }) => config?.thresholds)?.config?.thresholds?.steps ?? [];
  return steps.slice(1).map(({ value }) => value);
}

/** The alerts of a rule that are not normal, as "severity skill state: summary". */
async function activeAlerts(request: APIRequestContext, rule: string): Promise<string[]> {
  const active = (await alertsOf(request, rule)).filter(({ state }) => !state.startsWith('Normal'));
  return active
    .map(({ labels, state, annotations }) => `${labels.severity} ${labels.skillId} ${state}: ${annotations.summary}`)
    .sort();
}

test.beforeEach(async ({ request }) => {
  test.setTimeout(500_000);
  test.skip(!(await findSimulator(request)), 'needs a Grafana that reaches simulators of this machine');
});

test('a rush on a skill fires its alerts alone, and a level in the settings moves rule and colors', async ({
  request,
}) => {
  await withOwnCentre(request, async (centre) => {
    await withFolder(request, async (_title, folder) => {
      const rule = await saveShippedRule(request, `lp-skill-${kpi}`, { folder, datasource: centre.uid });
      const active = () => activeAlerts(request, rule);
      await expect.poll(async () => (await alertsOf(request, rule)).length, { timeout: 60_000 }).toBeGreaterThan(2);
      expect(await active()).toEqual([]);

      await centre.control('scenario', { name: 'rush', skillIds: [sales], intensity: 30 });
      await centre.control('clock', { advanceMs: 180_000 });
      const firing = (severity: string, level: number) =>
        expect.stringMatching(
          new RegExp(
            `^${severity} ${sales} Alerting: Sales: \\d+ unassigned \\(${severity}: from ${level} for 2 min\\)$`
          )
        );
      const both = [firing('critical', 15), firing('warning', 8)];
      await expect.poll(active, { timeout: 240_000 }).toEqual(both);
      expect(await levelsInPanel(request, centre.uid)).toEqual([8, 15]);
      const [alert] = (await alertsOf(request, rule)).filter(({ state }) => state === 'Alerting');
      expect(alert?.labels).toMatchObject({ account: '12345678', skillId: sales, source: 'liveperson' });
      expect(alert?.annotations.dashboard_url).toMatch(
        new RegExp(`^http.*/d/liveperson-current\\?var-datasource=${centre.uid}&var-skill=${sales}$`)
      );

      await centre.setLevels([{ kpi, rows: 'skill', id: sales, warning: 5, critical: 200 }]);
      // Grafana keeps the settings of data sources for some seconds.
      await expect.poll(async () => levelsInPanel(request, centre.uid), { timeout: 30_000 }).toEqual([5, 200]);
      const recovering = new RegExp(
        `^critical ${sales} Recovering: Sales: \\d+ unassigned \\(critical: from 200 for 2 min\\)$`
      );
      const moved = [expect.stringMatching(recovering), firing('warning', 5)];
      await expect.poll(active, { timeout: 90_000 }).toEqual(moved);
    });
  });
});

test('while LivePerson fails, alerts keep their state, and the rule for the data source fires', async ({ request }) => {
  await withOwnCentre(request, async (centre) => {
    await centre.setLevels([{ kpi, rows: 'skill', id: sales, critical: 0 }]);
    await withFolder(request, async (_title, folder) => {
      const place = { folder, datasource: centre.uid };
      const rule = await saveShippedRule(request, `lp-skill-${kpi}`, { ...place, for: '0s' });
      const health = await saveShippedRule(request, 'lp-health', place);
      const states = async (uid: string) => (await alertsOf(request, uid)).map(({ state }) => state);
      const before = () => activeAlerts(request, rule);
      const firing = expect.stringMatching(
        new RegExp(`^critical ${sales} Alerting: Sales: \\d+ unassigned \\(critical: from `)
      );
      await expect.poll(before, { timeout: 60_000 }).toEqual([firing]);
      await expect.poll(async () => states(health), { timeout: 60_000 }).toEqual(['Normal']);
      const was = await before();

      await centre.control('faults', [{ status: 503 }]);
      // Rules get the last values for 75 seconds.
      await expect.poll(async () => states(health), { timeout: 150_000 }).toEqual([expect.stringMatching(/^Alerting/)]);
      const kept = was.map((text) => text.replace(' Alerting:', ' Alerting (Error, KeepLast):'));
      await expect.poll(before, { timeout: 30_000 }).toEqual(kept);
    });
  });
});

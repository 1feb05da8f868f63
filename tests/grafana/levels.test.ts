import { randomUUID } from 'node:crypto';

import { type APIRequestContext, expect, test } from '@playwright/test';

import { alertRules } from '../../dashboards/alerting/files';
import { provisionedUid } from '../../dashboards/alerting/model';
import { dashboards } from '../../dashboards/outputs';
import { withFolder } from './folder';
import { type OwnCentre, withOwnCentre } from './ownCentre';
import { alertsOf } from './ruleHealth';
import { findSimulator } from './simulator';

const sales = '2500000101';
const kpi = 'unassigned_conversations';

const shipped = alertRules(Object.values(dashboards())).find(({ uid }) => uid === `lp-skill-${kpi}`);

/** Saves the rule that comes with the dashboards for another data source, evaluated every ten seconds. */
async function saveRule(request: APIRequestContext, folder: string, { uid: datasource }: OwnCentre): Promise<string> {
  const uid = randomUUID();
  const text = JSON.stringify(shipped).replaceAll(provisionedUid, datasource);
  const { dashboardUid, panelId, keepFiringFor, ...rule } = JSON.parse(text) as NonNullable<typeof shipped>;
  expect([dashboardUid, panelId]).not.toContain(undefined);
  const data = { ...rule, uid, folderUID: folder, ruleGroup: uid, orgID: 1, keep_firing_for: keepFiringFor };
  const made = await request.post('/api/v1/provisioning/alert-rules', { data });
  expect(made.ok(), await made.text()).toBe(true);
  const group = `/api/v1/provisioning/folder/${folder}/rule-groups/${uid}`;
  const saved = await request.put(group, {
    data: { ...((await (await request.get(group)).json()) as object), interval: 10 },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  return uid;
}

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

test('a rush on a skill fires its alerts alone, and a level in the settings moves rule and colors', async ({
  request,
}) => {
  test.setTimeout(500_000);
  test.skip(!(await findSimulator(request)), 'needs a Grafana that reaches simulators of this machine');
  await withOwnCentre(request, async (centre) => {
    await withFolder(request, async (_title, folder) => {
      const rule = await saveRule(request, folder, centre);
      const active = () => activeAlerts(request, rule);
      await expect.poll(async () => (await alertsOf(request, rule)).length, { timeout: 60_000 }).toBeGreaterThan(2);
      expect(await active()).toEqual([]);

      await centre.control('scenario', { name: 'rush', skillIds: [sales], intensity: 30 });
      await centre.control('clock', { advanceMs: 180_000 });
      const firing = (severity: string, level: number) =>
        expect.stringMatching(
          new RegExp(`^${severity} ${sales} Alerting: Sales: \\d+ unassigned, ${severity} from ${level}, for 2 min$`)
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
      const recovering = new RegExp(`^critical ${sales} Recovering: Sales: \\d+ unassigned \\(critical from 200\\)$`);
      const moved = [expect.stringMatching(recovering), firing('warning', 5)];
      await expect.poll(active, { timeout: 90_000 }).toEqual(moved);
    });
  });
});

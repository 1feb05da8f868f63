import { randomUUID } from 'node:crypto';

import { type APIRequestContext, expect } from '@playwright/test';

import { alertRules } from '../../dashboards/alerting/files';
import { provisionedUid, type Rule } from '../../dashboards/alerting/model';
import { dashboards } from '../../dashboards/outputs';

const shipped = alertRules(Object.values(dashboards()));

/**
 * Saves a rule that comes with the dashboards in a folder, for another data source and evaluated every ten seconds.
 * Returns its uid.
 */
export async function saveShippedRule(
  request: APIRequestContext,
  name: string,
  { folder, datasource, ...part }: { folder: string; datasource: string } & Partial<Rule>
): Promise<string> {
  const uid = randomUUID();
  const text = JSON.stringify(shipped.find((one) => one.uid === name)).replaceAll(provisionedUid, datasource);
  const { dashboardUid, panelId, keepFiringFor, ...rule } = { ...(JSON.parse(text) as Rule), ...part };
  expect([dashboardUid, panelId]).not.toContain(undefined);
  const data = { ...rule, uid, folderUID: folder, ruleGroup: uid, orgID: 1, keep_firing_for: keepFiringFor };
  const made = await request.post('/api/v1/provisioning/alert-rules', { data });
  expect(made.ok(), await made.text()).toBe(true);
  const group = `/api/v1/provisioning/folder/${folder}/rule-groups/${uid}`;
  const was = (await (await request.get(group)).json()) as object;
  const saved = await request.put(group, { data: { ...was, interval: 10 } });
  expect(saved.ok(), await saved.text()).toBe(true);
  return uid;
}

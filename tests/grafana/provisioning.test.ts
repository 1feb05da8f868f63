import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type APIRequestContext, expect, test } from '@playwright/test';
import { parse } from 'yaml';

import { root } from '../../scripts/project';
import { pluginDashboards } from '../dashboards';
import { healthOf } from './ruleHealth';

async function getJson<Body>(request: APIRequestContext, path: string): Promise<Body> {
  const response = await request.get(path);
  expect(response.ok(), `${path} answers ${response.status()}`).toBe(true);
  return (await response.json()) as Body;
}

test('the data source exists, and is healthy', async ({ request }) => {
  const uid = '/api/datasources/uid/liveperson-kmm';
  expect(await getJson(request, uid)).toMatchObject({
    name: 'LivePerson KMM',
    secureJsonFields: { clientSecret: true },
  });
  expect(await getJson(request, `${uid}/health`)).toMatchObject({ status: 'OK' });
});

test('another default data source stays the default, also when the provisioning is read again', async ({ request }) => {
  const name = 'Test of another default';
  const made = await request.post('/api/datasources', {
    data: { name, type: 'grafana-testdata-datasource', access: 'proxy', isDefault: true },
  });
  expect(made.ok(), await made.text()).toBe(true);
  const { uid } = ((await made.json()) as { datasource: { uid: string } }).datasource;
  try {
    const reloaded = await request.post('/api/admin/provisioning/datasources/reload');
    expect(reloaded.ok(), await reloaded.text()).toBe(true);
    expect(await getJson(request, `/api/datasources/uid/${uid}`)).toMatchObject({ isDefault: true });
    expect(await getJson(request, '/api/datasources/uid/liveperson-kmm')).toMatchObject({ isDefault: false });
  } finally {
    await request.delete(`/api/datasources/uid/${uid}`);
  }
});

test('the dashboards exist, in their folder', async ({ request }) => {
  const found = await getJson<Array<{ uid: string; title: string; folderTitle: string }>>(request, '/api/search');
  for (const { uid, title } of pluginDashboards()) {
    expect(found).toContainEqual(expect.objectContaining({ uid, title, folderTitle: 'LivePerson' }));
  }
});

test('the alert rules exist, and are evaluated without errors', async ({ request }) => {
  test.setTimeout(240_000);
  const file = readFileSync(join(root, 'provisioning', 'alerting', 'liveperson.yaml'), 'utf8');
  const { groups } = parse(file) as { groups: Array<{ rules: Array<{ uid: string }> }> };
  const wanted = groups.flatMap(({ rules }) => rules.map(({ uid }) => `${uid}: ok`)).sort();
  const evaluated = () => healthOf(request, ({ uid }) => uid.startsWith('lp-'));
  // Grafana evaluates a rule for the first time within its interval, which is a minute.
  await expect.poll(evaluated, { timeout: 200_000 }).toEqual(wanted);
});

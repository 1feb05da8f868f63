import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type APIRequestContext, expect, test } from '@playwright/test';

import { runToEnd } from '../../scripts/children';
import { script } from '../../scripts/project';
import { dashboardIn, type DashboardJson, pluginsDashboards } from '../dashboards';
import { watch } from './fixtures';
import { expectAllData } from './panels';

let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'public-'));
  runToEnd(script('dashboards/generate.ts', '--public', folder), 'The public copies could not be written.');
});
test.afterAll(() => rmSync(folder, { recursive: true }));

interface Published {
  /** What its public address ends with. */
  accessToken: string;
  /** The path that takes it away again. */
  path: string;
}

async function send<Answer>(request: APIRequestContext, path: string, data: object): Promise<Answer> {
  const answer = await request.post(path, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return (await answer.json()) as Answer;
}

/** Saves a dashboard and makes it public. */
async function publish(request: APIRequestContext, dashboard: DashboardJson): Promise<Published> {
  await send(request, '/api/dashboards/db', { dashboard, overwrite: true });
  const path = `/api/dashboards/uid/${dashboard.uid}/public-dashboards`;
  const made = await send<{ accessToken: string; uid: string }>(request, path, { isEnabled: true, share: 'public' });
  return { accessToken: made.accessToken, path: `${path}/${made.uid}` };
}

for (const { uid, title } of pluginsDashboards()) {
  test(`the public copy of ${title} has data in every panel for who is not signed in`, async ({ request, browser }) => {
    const files = readdirSync(folder).map((name) => join(folder, name));
    const file = files.find((one) => dashboardIn(one).uid === `${uid}-public`) ?? '';
    // Beside a copy that somebody may have published in this Grafana.
    const own = `${uid}-public-test`;
    const copy = { ...(JSON.parse(readFileSync(file, 'utf8')) as DashboardJson), uid: own };
    const { accessToken, path } = await publish(request, copy);
    try {
      const page = await browser.newPage({ storageState: { cookies: [], origins: [] } });
      const errors = watch(page);
      const asked: string[] = [];
      page.on('request', (one) => asked.push(new URL(one.url()).pathname));
      await page.goto(`/public-dashboards/${accessToken}`);
      await expectAllData(page, dashboardIn(file).panels);
      expect(errors).toEqual([]);
      // Where anonymous viewers are administrators, it could have asked as one of them.
      expect(asked.filter((one) => one.endsWith('/api/ds/query'))).toEqual([]);
      await page.close();
    } finally {
      await request.delete(path);
      await request.delete(`/api/dashboards/uid/${own}`);
    }
  });
}

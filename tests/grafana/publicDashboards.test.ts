import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type APIRequestContext, expect, test } from '@playwright/test';

import { run } from '../../scripts/processes';
import { script } from '../../scripts/project';
import { QueryResponses } from '../queryResponses';
import { dashboardIn, type DashboardJson, pluginDashboards } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import { recordQueries } from '../queries';
import { recordPluginErrors } from './fixtures';

let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'public-'));
  await run(script('dashboards/generate.ts', '--public', folder), 'The public copies could not be written.');
});
test.afterAll(() => rmSync(folder, { recursive: true }));

async function send<Body>(request: APIRequestContext, path: string, data: object): Promise<Body> {
  const response = await request.post(path, { data });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()) as Body;
}

/** Saves a dashboard, makes it public, and returns the path of its public URL. */
async function publish(request: APIRequestContext, dashboard: DashboardJson): Promise<string> {
  await send(request, '/api/dashboards/db', { dashboard, overwrite: true });
  const path = `/api/dashboards/uid/${dashboard.uid}/public-dashboards`;
  const { accessToken } = await send<{ accessToken: string }>(request, path, { isEnabled: true, share: 'public' });
  return `/public-dashboards/${accessToken}`;
}

/** Deletes a dashboard and its public URL. */
async function unpublish(request: APIRequestContext, uid: string): Promise<void> {
  const path = `/api/dashboards/uid/${uid}`;
  const published = await request.get(`${path}/public-dashboards`);
  if (published.ok()) {
    const { uid: publicUid } = (await published.json()) as { uid: string };
    await request.delete(`${path}/public-dashboards/${publicUid}`);
  }
  await request.delete(path);
}

for (const { uid, title } of pluginDashboards()) {
  test(`the public copy of ${title} has data in every panel without signing in`, async ({ request, browser }) => {
    const files = readdirSync(folder).map((name) => join(folder, name));
    const file = files.find((one) => dashboardIn(one).uid === `${uid}-public`) ?? '';
    // With a uid that differs from that of a copy already published in this Grafana.
    const own = `${uid}-public-test`;
    const copy = { ...(JSON.parse(readFileSync(file, 'utf8')) as DashboardJson), uid: own };
    try {
      const address = await publish(request, copy);
      const page = await browser.newPage({ storageState: { cookies: [], origins: [] } });
      const errors = recordPluginErrors(page);
      const responses = new QueryResponses(page);
      const queries = recordQueries(page);
      await page.goto(address);
      await expectAllData(page, dashboardIn(file).panels, responses);
      expect(errors).toEqual([]);
      // Without the public API: where anonymous users are administrators, panels could query the data source directly.
      expect(queries).toEqual([]);
      await page.close();
    } finally {
      await unpublish(request, own);
    }
  });
}

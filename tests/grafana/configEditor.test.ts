import type { DataSourceConfigPage } from '@grafana/plugin-e2e';

import { arrowsWithoutRole, seriousFindings } from '../accessibility';
import { expectNeverShown } from '../secrets';
import { expect, test } from './fixtures';

const type = 'kmm-liveperson-datasource';

// Names that sort after the provisioned data source, because dashboards preselect the first one.
const settingsFor = (what: string) => ({ type, name: `Test of ${what}` });
const secret = process.env.LP_CLIENT_SECRET ?? '';

interface ConnectionSettings {
  accountId: string | number;
  clientId: string;
  upstreamUrl: string;
}

async function fillIn({ ctx: { page } }: DataSourceConfigPage, clientSecret: string): Promise<void> {
  const response = await page.request.get('/api/datasources/uid/liveperson-kmm');
  const { jsonData } = (await response.json()) as { jsonData: ConnectionSettings };
  await page.getByLabel(/^Account ID/).fill(String(jsonData.accountId));
  await page.getByLabel(/^Client ID/).fill(jsonData.clientId);
  await page.getByLabel(/^Client secret/).fill(clientSecret);
  await page.getByLabel('Expand section Advanced').click();
  await page.getByLabel(/^Base URL override/).fill(jsonData.upstreamUrl);
}

test('a data source created by hand is tested, in an accessible editor', async ({
  createDataSourceConfigPage,
  page,
}) => {
  const config = await createDataSourceConfigPage(settingsFor('a good secret'));
  await fillIn(config, secret);
  expect((await config.saveAndTest()).ok()).toBe(true);
  await expect(config).toHaveAlert('success', { hasText: /Connected to account \d+: \d+ open conversations/ });
  const within = `form > div:has(a[href$="/plugins/${type}"])`;
  expect(await seriousFindings(page, within, [arrowsWithoutRole])).toEqual([]);
});

test('a wrong secret shows an error', async ({ createDataSourceConfigPage }) => {
  const config = await createDataSourceConfigPage(settingsFor('a wrong secret'));
  await fillIn(config, 'not-it');
  expect((await config.saveAndTest()).ok()).toBe(false);
  await expect(config).toHaveAlert('error', { hasText: /client secret/i });
});

test('a saved secret is never shown again', async ({ createDataSourceConfigPage, page }) => {
  const config = await createDataSourceConfigPage(settingsFor('a saved secret'));
  const own = 'never-shown-again';
  await fillIn(config, own);
  await config.saveAndTest();
  await expectNeverShown(page, own);
});

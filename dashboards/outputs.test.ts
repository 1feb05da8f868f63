import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { kpis } from '../catalogue';
import { outputs } from './outputs';

const byPath = new Map(outputs().map((output) => [output.path, output.text]));

it.each(outputs())('$path is up to date (else: npm run dashboards)', ({ path, text }) => {
  expect(readFileSync(join(__dirname, '..', path), 'utf8')).toBe(text);
});

it('writes every dashboard that plugin.json includes', () => {
  const plugin = JSON.parse(readFileSync(join(__dirname, '../src/plugin.json'), 'utf8')) as {
    includes: Array<{ type: string; name: string; path: string }>;
  };
  for (const { name, path } of plugin.includes.filter((include) => include.type === 'dashboard')) {
    expect(JSON.parse(byPath.get(`src/${path}`) ?? '{}')).toMatchObject({ title: name });
  }
});

it('reads account and secret from environment variables', () => {
  const text = byPath.get('provisioning/datasources/liveperson.yaml') ?? '';
  for (const [key, value] of [
    ['accountId', '$LP_ACCOUNT_ID'],
    ['clientId', '$LP_CLIENT_ID'],
    ['clientSecret', '$LP_CLIENT_SECRET'],
    ['upstreamUrl', '$LP_UPSTREAM_URL'],
  ]) {
    expect(text).toContain(`${key}: ${value}\n`);
  }
});

it('leaves the default data source to the Grafana that it is added to', () => {
  expect(byPath.get('provisioning/datasources/liveperson.yaml')).not.toContain('isDefault');
});

it('documents every KPI of the catalogue once', () => {
  const page = byPath.get('docs/kpis.md') ?? '';
  for (const kpi of kpis) {
    expect(page.split(`<br>\`${kpi.id}\` |`)).toHaveLength(2);
    expect(page).toContain(kpi.description);
    expect(page).toContain(kpi.document);
  }
});

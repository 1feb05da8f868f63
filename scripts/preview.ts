import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { Account } from './account';
import { here, isStale } from './build';
import { type Child, runToEnd, start } from './children';
import { addressOf, freePort } from './ports';
import { nodeTool, root } from './project';
import { isHealthy, type Running, waitUntil } from './ready';

const host = join(root, '.run', `preview-host${process.platform === 'win32' ? '.exe' : ''}`);
const page = join(root, '.run', 'preview');

/** Builds what shows the dashboards where there is no Grafana: its server, and its page where that is stale. */
export function buildPreview(): void {
  runToEnd({ program: 'go', args: ['build', '-o', host, './preview/host'] }, 'The preview could not be built.');
  if (isStale(join(page, 'main.js'), ['preview/page', '.config/webpack', 'package-lock.json'])) {
    const webpack = nodeTool('webpack/bin/webpack.js', '-c', '.config/webpack/preview.config.js');
    runToEnd(webpack, "The preview's page could not be built.");
  }
}

/** The data sources of a provisioning file as JSON, with Grafana's `$NAMES` replaced by the account's values. */
export function provisioned(yaml: string, account: Account): string {
  const named = yaml.replace(/\$([A-Z_]+)/g, (_, name: keyof Account) => JSON.stringify(account[name] ?? ''));
  return JSON.stringify((parse(named) as { datasources: unknown }).datasources);
}

/** Starts the preview on this port of 127.0.0.1, with the data source that Grafana would be given. */
export function startPreview(port: number, account: Account, log = join(root, '.run', 'preview.log')): Child {
  const suffix = here.os === 'windows' ? '.exe' : '';
  const plugin = join(root, 'dist', `gpx_kmm_liveperson_${here.os}_${here.arch}${suffix}`);
  const yaml = readFileSync(join(root, 'provisioning', 'datasources', 'liveperson.yaml'), 'utf8');
  const args = ['-port', String(port), '-plugin', plugin, '-page', page];
  return start('The preview', { program: host, args, env: { KMM_DATASOURCES: provisioned(yaml, account) } }, log);
}

/** Starts the preview on this port or the next free one, and resolves once it answers. */
export async function runPreview(preferred: number, account: Account, log?: string): Promise<Running> {
  const port = await freePort(preferred);
  const child = startPreview(port, account, log);
  const address = addressOf(port);
  await waitUntil(child, () => isHealthy(address), 30);
  return { child, address };
}

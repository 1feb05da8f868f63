import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { Account } from './account';
import { backend, isStale, webpack } from './build';
import { run, start } from './processes';
import { executable, root } from './project';
import { type Service, startService } from './services';

const host = join(root, '.run', executable('preview-host'));
const page = join(root, '.run', 'preview');

/** Builds the server of the preview, and its page where that is stale. */
export async function buildPreview(): Promise<void> {
  await run({ program: 'go', args: ['build', '-o', host, './preview/host'] }, 'The preview could not be built.');
  if (isStale(join(page, 'main.js'), 'preview/{page/**,webpack.config.ts}', 'package-lock.json')) {
    await run(webpack('preview/webpack.config.ts'), "The preview's page could not be built.");
  }
}

/** The data sources of a provisioning file as JSON, with Grafana's `$NAMES` replaced by the account's values. */
export function provisioned(yaml: string, account: Account): string {
  const named = yaml.replace(/\$([A-Z_]+)/g, (_, name: keyof Account) => JSON.stringify(account[name] ?? ''));
  return JSON.stringify((parse(named) as { datasources: unknown }).datasources);
}

/** Starts the preview on this port or the next free one, with Grafana's data source. */
export const startPreview = (preferred: number, account: Account): Promise<Service> =>
  startService(
    preferred,
    (port) => {
      const yaml = readFileSync(join(root, 'provisioning', 'datasources', 'liveperson.yaml'), 'utf8');
      const args = ['-port', String(port), '-plugin', backend(), '-page', page];
      const command = { program: host, args, env: { KMM_DATASOURCES: provisioned(yaml, account) } };
      return start('The preview', command, join(root, '.run', `preview-${port}.log`));
    },
    30
  );

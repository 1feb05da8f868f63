import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { runSimulator, simulatedAccount } from './account';
import { stopAll } from './children';
import { chromiumOrInstall } from './chromium';
import { dockerArch, startCompose } from './compose';
import { sum } from './counts';
import { findGrafana, type Installation, startGrafana } from './grafana';
import { lateMorningZone } from './lateMorning';
import { addressOf, freePort } from './ports';
import { root } from './project';
import { isHealthy, waitUntil } from './ready';
import { type Counted, countedOf, playwright, type Step } from './steps';

/** The oldest Grafana that plugin.json allows, and the newest. */
const defaultVersions = '12.3.0,latest';

const name = 'grafana-tests';
const account = simulatedAccount('');

/** A Grafana to run the tests in: begun, it resolves with its address. */
export interface Target {
  name: string;
  begin: () => Promise<string>;
}

/** A Grafana with a data base of its own, whose contact centre's clock stands still. */
async function beginInstalled(grafana: Installation): Promise<string> {
  rmSync(join(root, '.run', name), { recursive: true, force: true });
  const simulator = await runSimulator(4810, ['--freeze', '--time-zone', lateMorningZone()]);
  const port = await freePort(3810);
  const address = addressOf(port);
  const child = startGrafana(grafana, port, simulatedAccount(simulator.address), name);
  await waitUntil(child, () => isHealthy(address), 300);
  return address;
}

async function beginImage(arch: string, version: string): Promise<string> {
  const port = await freePort(3810);
  const address = addressOf(port);
  const child = startCompose(arch, port, undefined, { version, project: `kmm-${name}` });
  await waitUntil(child, () => isHealthy(address), 900);
  return address;
}

/**
 * The Grafanas that there are for tests: that of `GRAFANA_URL`, with plugin and provisioning in place; else the
 * installed one; else, with Docker, the official images of `GRAFANA_VERSIONS`, by commas; else none.
 */
export function targets(env: NodeJS.ProcessEnv, arch: () => string | undefined = dockerArch): Target[] {
  const { GRAFANA_URL: url, GRAFANA_VERSIONS: versions = defaultVersions } = env;
  if (url) {
    return [{ name: url, begin: () => Promise.resolve(url) }];
  }
  const installed = findGrafana(env);
  if (installed) {
    return [{ name: installed.program, begin: () => beginInstalled(installed) }];
  }
  const docker = arch();
  const tags = docker ? versions.split(',').map((version) => version.trim()) : [];
  return tags.map((version) => ({
    name: `grafana/grafana:${version}`,
    begin: () => beginImage(docker ?? '', version),
  }));
}

async function versionOf(address: string): Promise<string> {
  const { version } = (await (await fetch(`${address}/api/health`)).json()) as { version?: string };
  return `Grafana ${version ?? 'of a version that it does not tell'}`;
}

async function runIn({ name: target, begin }: Target, chromium: string): Promise<Counted> {
  try {
    const address = await begin();
    const note = await versionOf(address);
    console.log(`In ${target}, ${note}:`);
    const env = {
      // Of a Grafana that runs already, only its environment may know the secret.
      LP_CLIENT_SECRET: process.env.GRAFANA_URL
        ? (process.env.LP_CLIENT_SECRET ?? account.LP_CLIENT_SECRET)
        : account.LP_CLIENT_SECRET,
      GRAFANA_URL: address,
      CHROMIUM_PATH: chromium,
      // Said for Compose; the tests ask Grafana itself.
      GRAFANA_VERSION: '',
    };
    return { ...(await playwright('grafana', env)), note };
  } finally {
    await stopAll();
  }
}

/** The tests in a real Grafana, wherever there is one; where there is none, counted as skipped. */
export const grafanaTests: Step = {
  name: 'Grafana',
  run: async () => {
    const found = targets(process.env);
    const chromium = found.length > 0 ? chromiumOrInstall(process.env) : undefined;
    if (!chromium) {
      const note = found.length > 0 ? 'no Chromium' : 'no Grafana: set GRAFANA_URL or GRAFANA_HOME, or start Docker';
      return { ...(await playwright('grafana', {}, ['--list'])), note };
    }
    const counted: Counted[] = [];
    for (const target of found) {
      counted.push(await countedOf(() => runIn(target, chromium)));
    }
    return { ...sum(counted), note: counted.flatMap(({ note = [] }) => note).join(', ') };
  },
};

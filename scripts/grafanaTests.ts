import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { simulatedAccount } from './account';
import { findOrInstallChromium } from './chromium';
import { dockerArch, startCompose } from './compose';
import { sum } from './counts';
import { findGrafana, type Installation, startGrafana, versionOf } from './grafana';
import { lateMorningZone } from './lateMorning';
import { type Process, stopAll } from './processes';
import { root } from './project';
import { resultOf } from './runSteps';
import { startService, startSimulator } from './services';
import { playwright, type Step, type StepResult } from './steps';

/** The oldest Grafana that plugin.json allows, and the newest. */
const defaultVersions = '12.3.0,latest';

const name = 'grafana-tests';

/** A Grafana to run the tests in: `start` resolves with its address. */
export interface Target {
  name: string;
  start: () => Promise<string>;
}

const startOn = async (start: (port: number) => Process | Promise<Process>, seconds: number) =>
  (await startService(3810, start, seconds)).address;

/** A Grafana with a new database, over a simulator whose clock stands still. */
async function startInstalled(grafana: Installation): Promise<string> {
  rmSync(join(root, '.run', name), { recursive: true, force: true });
  const simulator = await startSimulator(4810, ['--freeze', '--time-zone', lateMorningZone()]);
  return startOn((port) => startGrafana(grafana, port, simulatedAccount(simulator.address), name), 300);
}

/**
 * The Grafanas that there are for tests: that of `GRAFANA_URL`, with plugin and provisioning in place; else the
 * installed one; else, with Docker, the official images of `GRAFANA_VERSIONS`, by commas; else none.
 */
export function targets(env: NodeJS.ProcessEnv, findDocker: () => string | undefined = dockerArch): Target[] {
  const { GRAFANA_URL: url, GRAFANA_VERSIONS: versions = defaultVersions } = env;
  if (url) {
    return [{ name: url, start: () => Promise.resolve(url) }];
  }
  const installed = findGrafana(env);
  if (installed) {
    return [{ name: installed.program, start: () => startInstalled(installed) }];
  }
  const arch = findDocker();
  const tags = arch ? versions.split(',').map((version) => version.trim()) : [];
  return tags.map((version) => {
    const variant = { version, project: `kmm-${name}` };
    const start = () => startOn((port) => startCompose(arch ?? '', port, undefined, variant), 900);
    return { name: `grafana/grafana:${version}`, start };
  });
}

async function runIn({ name: target, start }: Target, chromium: string): Promise<StepResult> {
  try {
    const address = await start();
    const note = `Grafana ${(await versionOf(address)) ?? '(unknown version)'}`;
    console.log(`In ${target}, ${note}:`);
    const { LP_CLIENT_SECRET: simulated } = simulatedAccount('');
    const env = {
      // Of a Grafana that runs already, only its environment may know the secret.
      LP_CLIENT_SECRET: (process.env.GRAFANA_URL && process.env.LP_CLIENT_SECRET) || simulated,
      GRAFANA_URL: address,
      CHROMIUM_PATH: chromium,
      // Set for Compose; the tests ask Grafana itself.
      GRAFANA_VERSION: '',
    };
    return { ...(await playwright('grafana', env)), note };
  } finally {
    await stopAll();
  }
}

/** The tests in a real Grafana, wherever there is one; where there is none they are skipped. */
export const grafanaTests: Step = {
  name: 'Grafana',
  run: async () => {
    const found = targets(process.env);
    const chromium = found.length > 0 ? await findOrInstallChromium(process.env) : undefined;
    if (!chromium) {
      const note = found.length > 0 ? 'no Chromium' : 'no Grafana: set GRAFANA_URL or GRAFANA_HOME, or start Docker';
      return { ...(await playwright('grafana', {}, '--list')), note };
    }
    const results: StepResult[] = [];
    for (const target of found) {
      results.push(await resultOf(() => runIn(target, chromium)));
    }
    return { ...sum(results), note: results.flatMap(({ note = [] }) => note).join(', ') };
  },
};

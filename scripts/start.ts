import { type Account, realAccount, runSimulator, simulatedAccount } from './account';
import { buildBackend, buildDashboards, buildFrontend, frontendIsStale, here } from './build';
import type { Child } from './children';
import { dockerArch, startCompose } from './compose';
import { pages } from './dashboards';
import { findGrafana, type Installation, startGrafana, usualPort } from './grafana';
import { addressOf, freePort } from './ports';
import { buildPreview, runPreview } from './preview';
import { runAsProgram } from './program';
import { Problem } from './project';
import { isHealthy, type Running, waitUntil } from './ready';
import { refuseOlder } from './version';

// The first start of a Grafana makes its database; Compose may have to fetch images.
const grafanaSeconds = 180;
const composeSeconds = 900;

const say = (sentence: string) => console.log(sentence);

function buildPages(): void {
  say('Building …');
  buildDashboards();
  if (frontendIsStale()) {
    buildFrontend();
  }
}

function build(): void {
  buildPages();
  buildBackend(here);
}

/** Builds, and resolves with the account to show; where none is given, the simulator is behind it. */
async function accountAfter(
  buildAll: () => void,
  given: Account | undefined
): Promise<{ account: Account; others: Child[] }> {
  if (given) {
    buildAll();
    return { account: given, others: [] };
  }
  const { child, address } = await runSimulator(4010, [], buildAll);
  say(
    `The simulator stands in for LivePerson at ${address}. Set LP_ACCOUNT_ID, LP_CLIENT_ID and LP_CLIENT_SECRET to see your own account.`
  );
  return { account: simulatedAccount(address), others: [child] };
}

/** Says where the dashboards are, and lasts until one of the programs ends. */
async function show({ child, address }: Running, others: Child[]): Promise<never> {
  const lines = pages().map(({ title, path }) => `  ${`${title}:`.padEnd(15)}${address}${path}`);
  say(`\n${lines.join('\n')}\n\nCtrl-C stops everything.`);
  throw new Problem(await Promise.race([child, ...others].map(({ ended }) => ended)));
}

/** The port of a Grafana, which is said where it is not the usual one. */
async function grafanasPort(): Promise<number> {
  const port = await freePort(usualPort);
  if (port !== usualPort) {
    say(`Port ${usualPort} is in use: Grafana takes ${port}.`);
  }
  return port;
}

/** Waits for a Grafana that the plugin works in. Where there is none after all, the preview is left, and it says so. */
async function grafanaAt(child: Child, port: number, seconds: number): Promise<Running> {
  const address = addressOf(port);
  say(`${child.name} starts at ${address} …`);
  try {
    await waitUntil(child, () => isHealthy(address), seconds);
    await refuseOlder(address);
  } catch (error) {
    throw error instanceof Problem
      ? new Problem(`${error.message}\nWithout a Grafana, npm start -- --preview shows the dashboards.`)
      : error;
  }
  return { child, address };
}

async function withInstalled(grafana: Installation, given: Account | undefined): Promise<never> {
  const { account, others } = await accountAfter(build, given);
  const port = await grafanasPort();
  return show(await grafanaAt(startGrafana(grafana, port, account), port, grafanaSeconds), others);
}

async function withCompose(arch: string, account: Account | undefined): Promise<never> {
  buildPages();
  const port = await grafanasPort();
  return show(await grafanaAt(startCompose(arch, port, account), port, composeSeconds), []);
}

async function withPreview(given: Account | undefined): Promise<never> {
  const buildAll = () => {
    build();
    buildPreview();
  };
  const { account, others } = await accountAfter(buildAll, given);
  say('Without a Grafana, a preview shows the dashboards; its page says how to get the real thing.');
  return show(await runPreview(usualPort, account), others);
}

runAsProgram(async () => {
  const account = realAccount(process.env);
  const preview = process.argv.includes('--preview');
  const installed = preview ? undefined : findGrafana(process.env);
  const arch = preview || installed ? undefined : dockerArch();
  if (installed) {
    return withInstalled(installed, account);
  }
  return arch ? withCompose(arch, account) : withPreview(account);
});

import { type Account, realAccount, simulatedAccount, startSimulator } from './account';
import { buildBackend, buildDashboards, buildFrontend, frontendIsStale, here } from './build';
import { type Child } from './children';
import { dockerArch, startCompose } from './compose';
import { findGrafana, type Installation, startGrafana, usualPort } from './grafana';
import { freePort, isListening } from './ports';
import { buildPreview, startPreview } from './preview';
import { runAsProgram } from './program';
import { Problem } from './project';
import { isHealthy, waitUntil } from './ready';

// The first start of a Grafana makes its database; Compose may have to fetch images.
const grafanaSeconds = 180;
const composeSeconds = 900;
const previewSeconds = 30;

const say = (sentence: string) => console.log(sentence);

function build(): void {
  say('Building …');
  buildDashboards();
  if (frontendIsStale()) {
    buildFrontend();
  }
}

async function portOf(name: string, preferred: number): Promise<number> {
  const port = await freePort(preferred);
  if (port !== preferred) {
    say(`Port ${preferred} is in use: ${name} takes ${port}.`);
  }
  return port;
}

async function simulator(): Promise<{ account: Account; child: Child }> {
  const port = await portOf('the simulator', 4010);
  const child = startSimulator(port);
  await waitUntil(child, () => isListening(port), 60);
  const address = `http://127.0.0.1:${port}`;
  say(
    `The simulator stands in for LivePerson at ${address}. Set LP_ACCOUNT_ID, LP_CLIENT_ID and LP_CLIENT_SECRET to see your own account.`
  );
  return { account: simulatedAccount(address), child };
}

async function show(shown: Child, port: number, seconds: number, others: Child[]): Promise<never> {
  const address = `http://127.0.0.1:${port}`;
  say(`${shown.name} starts at ${address} …`);
  await waitUntil(shown, () => isHealthy(address), seconds);
  say(
    `\n  Current:       ${address}/d/liveperson-current\n  Last 24 hours: ${address}/d/liveperson-closed\n  Agents:        ${address}/d/liveperson-agents\n  Skills:        ${address}/d/liveperson-skills\n  NOC wall:      ${address}/d/liveperson-wall?kiosk\n\nCtrl-C stops everything.`
  );
  throw new Problem(await Promise.race([shown, ...others].map((child) => child.ended)));
}

/** The account to show, with the simulator behind it where none is given. */
async function accountOr(given: Account | undefined): Promise<{ account: Account; others: Child[] }> {
  if (given) {
    return { account: given, others: [] };
  }
  const { account, child } = await simulator();
  return { account, others: [child] };
}

async function withInstalled(grafana: Installation, given: Account | undefined): Promise<never> {
  buildBackend(here);
  const { account, others } = await accountOr(given);
  const port = await portOf('Grafana', usualPort);
  return show(startGrafana(grafana, port, account), port, grafanaSeconds, others);
}

async function withCompose(arch: string, account: Account | undefined): Promise<never> {
  const port = await portOf('Grafana', usualPort);
  return show(startCompose(arch, port, account), port, composeSeconds, []);
}

async function withPreview(given: Account | undefined): Promise<never> {
  buildBackend(here);
  buildPreview();
  const { account, others } = await accountOr(given);
  const port = await portOf('the preview', usualPort);
  say('Without a Grafana, a preview shows the dashboards; its page says how to get the real thing.');
  return show(startPreview(port, account), port, previewSeconds, others);
}

runAsProgram(async () => {
  const account = realAccount(process.env);
  const preview = process.argv.includes('--preview');
  const installed = preview ? undefined : findGrafana(process.env);
  const arch = preview || installed ? undefined : dockerArch();
  build();
  if (installed) {
    return withInstalled(installed, account);
  }
  return arch ? withCompose(arch, account) : withPreview(account);
});

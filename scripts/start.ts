import { type Account, realAccount, simulatedAccount, startSimulator } from './account';
import { buildBackend, buildDashboards, buildFrontend, frontendIsStale, here } from './build';
import { type Child } from './children';
import { dockerArch, startCompose } from './compose';
import { findGrafana, type Installation, startGrafana, usualPort } from './grafana';
import { freePort, isListening } from './ports';
import { runAsProgram } from './program';
import { Problem } from './project';
import { isHealthy, waitUntil } from './ready';

// The first start of a Grafana makes its database; Compose may have to fetch images.
const grafanaSeconds = 180;
const composeSeconds = 900;

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

async function show(grafana: Child, port: number, seconds: number, others: Child[]): Promise<never> {
  const address = `http://127.0.0.1:${port}`;
  say(`Starting Grafana at ${address} …`);
  await waitUntil(grafana, () => isHealthy(address), seconds);
  say(
    `\n  Current:       ${address}/d/liveperson-current\n  Last 24 hours: ${address}/d/liveperson-closed\n  Agents:        ${address}/d/liveperson-agents\n  Skills:        ${address}/d/liveperson-skills\n  NOC wall:      ${address}/d/liveperson-wall?kiosk\n\nCtrl-C stops everything.`
  );
  throw new Problem(await Promise.race([grafana, ...others].map((child) => child.ended)));
}

async function withInstalled(grafana: Installation, given: Account | undefined): Promise<never> {
  buildBackend(here);
  const { account, child } = given ? { account: given, child: undefined } : await simulator();
  const port = await portOf('Grafana', usualPort);
  return show(startGrafana(grafana, port, account), port, grafanaSeconds, child ? [child] : []);
}

async function withCompose(arch: string, account: Account | undefined): Promise<never> {
  const port = await portOf('Grafana', usualPort);
  return show(startCompose(arch, port, account), port, composeSeconds, []);
}

runAsProgram(async () => {
  const account = realAccount(process.env);
  const installed = findGrafana(process.env);
  const arch = installed ? undefined : dockerArch();
  if (!installed && !arch) {
    throw new Problem(
      'There is no Grafana here: install Grafana 12.3 or later and set GRAFANA_HOME to its folder (or put "grafana" on the PATH), or start Docker with Compose.'
    );
  }
  build();
  return installed ? withInstalled(installed, account) : withCompose(arch ?? '', account);
});

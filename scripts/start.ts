import { type Account, realAccount, simulatedAccount } from './account';
import { buildPages, updateBackend } from './build';
import { parseOptions, runCli } from './cli';
import { dockerArch, startCompose } from './compose';
import { findGrafana, type Installation, refuseOlder, startGrafana, usualPort } from './grafana';
import { pages } from './pages';
import { buildPreview, startPreview } from './preview';
import type { Process } from './processes';
import { UserError } from './project';
import { type Service, startService, startSimulator } from './services';

// The first start of a Grafana makes its database; Compose may have to fetch images.
const grafanaSeconds = 180;
const composeSeconds = 900;

const say = (sentence: string) => console.log(sentence);

/** Builds, and resolves with the account to show: where none is given, that of a simulator, which starts meanwhile. */
async function accountAfter(
  build: Promise<unknown>,
  given: Account | undefined
): Promise<{ account: Account; others: Process[] }> {
  say('Building …');
  if (given) {
    await build;
    return { account: given, others: [] };
  }
  // It makes up a past first, on a busy machine.
  const [{ process, address }] = await Promise.all([startSimulator(4010, [], 300), build]);
  say(
    `The simulator stands in for LivePerson at ${address}. Set LP_ACCOUNT_ID, LP_CLIENT_ID and LP_CLIENT_SECRET to see your own account.`
  );
  return { account: simulatedAccount(address), others: [process] };
}

/** Says where the dashboards are, and runs until one of the processes ends. */
async function show({ process, address }: Service, others: Process[]): Promise<never> {
  const lines = pages().map(({ title, path }) => `  ${`${title}:`.padEnd(15)}${address}${path}`);
  say(`\n${lines.join('\n')}\n\nCtrl-C stops everything.`);
  throw new UserError(await Promise.race([process, ...others].map(({ ended }) => ended)));
}

/** Starts a Grafana. Throws a user error where the plugin does not work in it. */
async function startGrafanaBy(
  startOn: (port: number) => Process | Promise<Process>,
  seconds: number
): Promise<Service> {
  try {
    const grafana = await startService(usualPort, startOn, seconds);
    await refuseOlder(grafana.address);
    return grafana;
  } catch (error) {
    throw error instanceof UserError
      ? new UserError(`${error.message}\nWithout a Grafana, npm start -- --preview shows the dashboards.`)
      : error;
  }
}

async function withInstalled(grafana: Installation, given: Account | undefined): Promise<never> {
  const { account, others } = await accountAfter(Promise.all([buildPages(), updateBackend()]), given);
  say('Grafana starts …');
  return show(await startGrafanaBy((port) => startGrafana(grafana, port, account), grafanaSeconds), others);
}

async function withCompose(arch: string, account: Account | undefined): Promise<never> {
  say('Building …');
  await buildPages();
  say('Docker Compose starts Grafana …');
  return show(await startGrafanaBy((port) => startCompose(arch, port, account), composeSeconds), []);
}

async function withPreview(given: Account | undefined): Promise<never> {
  const build = buildPages().then(() => Promise.all([updateBackend(), buildPreview()]));
  const { account, others } = await accountAfter(build, given);
  say('Without Grafana, a preview shows the dashboards; its page explains how to get Grafana.');
  return show(await startPreview(usualPort, account), others);
}

runCli(async () => {
  const { preview } = parseOptions('Usage: npm start [-- --preview]', { options: { preview: { type: 'boolean' } } });
  const account = realAccount(process.env);
  const grafana = preview ? undefined : findGrafana(process.env);
  const arch = preview || grafana ? undefined : dockerArch();
  if (grafana) {
    return withInstalled(grafana, account);
  }
  return arch ? withCompose(arch, account) : withPreview(account);
});

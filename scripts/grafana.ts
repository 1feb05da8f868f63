import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';

import semver from 'semver';

import type { Account } from './account';
import { type Process, start } from './processes';
import { executablesIn, goarch, goos, grafanaDependency, root, UserError } from './project';
import { addressOf } from './services';

/** An installed Grafana: its executable, and the folder with its `conf` and `public`. */
export interface Installation {
  program: string;
  home: string;
}

/** The port that Grafana takes where it is free. */
export const usualPort = 3000;

function inHome(home: string): Installation {
  const programs = executablesIn('bin', 'grafana', `${goos}-${goarch}/grafana`).map((file) => join(home, file));
  const program = programs.find(existsSync);
  if (!program) {
    throw new UserError(
      `GRAFANA_HOME is ${home}, but ${programs[0]} does not exist: set it to where Grafana is unpacked.`
    );
  }
  return { program, home };
}

function withHome(found: string): Installation {
  const program = realpathSync(found);
  const prefix = dirname(dirname(program));
  // Unpacked, by Homebrew, and by the packages of Linux distributions.
  const homes = [prefix, join(prefix, 'share', 'grafana'), '/usr/share/grafana'];
  const home = homes.find((folder) => existsSync(join(folder, 'conf', 'defaults.ini')));
  if (!home) {
    throw new UserError(
      `${found} is there, but not its conf/defaults.ini: set GRAFANA_HOME to where Grafana is installed.`
    );
  }
  return { program, home };
}

/** The Grafana of `GRAFANA_HOME`, else that on the PATH, else undefined. Throws a user error where one is incomplete. */
export function findGrafana({ GRAFANA_HOME: home, PATH: path }: NodeJS.ProcessEnv): Installation | undefined {
  const found = executablesIn(path, 'grafana').find(existsSync);
  return home ? inHome(home) : found ? withHome(found) : undefined;
}

const provisionedDashboards = join(root, 'provisioning', 'dashboards', 'liveperson');

/** Settings of a Grafana on a port of 127.0.0.1 that keeps its database and logs in a folder. */
export const settings = (port: number, data: string): NodeJS.Dict<string> => ({
  ...parseEnv(readFileSync(join(__dirname, 'grafana.env'), 'utf8')),
  GF_SERVER_HTTP_ADDR: '127.0.0.1',
  GF_SERVER_HTTP_PORT: String(port),
  GF_SERVER_ROOT_URL: `${addressOf(port)}/`,
  GF_PATHS_DATA: data,
  GF_PATHS_LOGS: join(data, 'log'),
  GF_PATHS_PLUGINS: join(root, '.run', 'plugins'),
  GF_PATHS_PROVISIONING: join(root, 'provisioning'),
  GF_LOG_MODE: 'console',
  GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: join(provisionedDashboards, 'current.json'),
  KMM_DASHBOARDS: provisionedDashboards,
});

/** What a Grafana's folder and log are named, after its port so that two of one checkout do not share them. */
export const nameFor = (port: number) => (port === usualPort ? 'grafana' : `grafana-${port}`);

/** Starts an installed Grafana on a port of 127.0.0.1, with `account` for its data source and its data in `.run/name`. */
export function startGrafana(
  { program, home }: Installation,
  port: number,
  account: Account,
  name = nameFor(port)
): Process {
  // Grafana looks for plugins in folders of one folder: this one holds a link to what was built.
  const link = join(root, '.run', 'plugins', 'kmm-liveperson-datasource');
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(join(root, 'dist'), link, 'junction');
  const data = join(root, '.run', name);
  const env = { ...settings(port, data), ...account };
  return start('Grafana', { program, args: ['server', '--homepath', home], env }, `${data}.log`);
}

/** The version that the Grafana at this address names; undefined where it is set to keep it to itself. */
export async function versionOf(address: string): Promise<string | undefined> {
  const { version } = (await (await fetch(`${address}/api/health`)).json()) as { version?: string };
  return version;
}

/** Throws a user error where the Grafana at this address is older than the plugin allows. */
export async function refuseOlder(address: string, allowed = grafanaDependency()): Promise<void> {
  // Without what may follow the three numbers, such as the build of a pre-release.
  const version = semver.coerce(await versionOf(address))?.version;
  if (version && !semver.satisfies(version, allowed)) {
    const oldest = semver.coerce(allowed)?.version;
    throw new UserError(`This Grafana is ${version}, and the plugin needs ${oldest} or later: install a newer one.`);
  }
}

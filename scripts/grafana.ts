import { existsSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import type { Account } from './account';
import { type Child, start } from './children';
import { addressOf } from './ports';
import { goarch, goos, Problem, root } from './project';

/** An installed Grafana: its executable, and the folder with its `conf` and `public`. */
export interface Installation {
  program: string;
  home: string;
}

/** The port that Grafana takes where it is free. */
export const usualPort = 3000;

const suffix = process.platform === 'win32' ? '.exe' : '';

function inHome(home: string): Installation {
  const programs = [join(home, 'bin', `grafana${suffix}`), join(home, 'bin', `${goos}-${goarch}`, `grafana${suffix}`)];
  const program = programs.find(existsSync);
  if (!program) {
    throw new Problem(
      `GRAFANA_HOME is ${home}, but ${programs[0]} does not exist: set it to where Grafana is unpacked.`
    );
  }
  return { program, home };
}

function onPath(path: string): Installation | undefined {
  const found = path
    .split(delimiter)
    .map((folder) => join(folder, `grafana${suffix}`))
    .find(existsSync);
  if (!found) {
    return undefined;
  }
  const program = realpathSync(found);
  const prefix = dirname(dirname(program));
  // Unpacked, by Homebrew, and by the packages of Linux distributions.
  const homes = [prefix, join(prefix, 'share', 'grafana'), '/usr/share/grafana'];
  const home = homes.find((folder) => existsSync(join(folder, 'conf', 'defaults.ini')));
  if (!home) {
    throw new Problem(
      `${found} is there, but not its conf/defaults.ini: set GRAFANA_HOME to where Grafana is installed.`
    );
  }
  return { program, home };
}

/** The Grafana of `GRAFANA_HOME`, else that on the PATH, else undefined. Throws a `Problem` where one is incomplete. */
export function findGrafana(env: NodeJS.ProcessEnv): Installation | undefined {
  return env.GRAFANA_HOME ? inHome(env.GRAFANA_HOME) : onPath(env.PATH ?? '');
}

/** Grafana looks for plugins in folders of one folder: this one holds a link to what was built. */
function linkPlugin(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const link = join(folder, 'kmm-liveperson-datasource');
  rmSync(link, { force: true });
  symlinkSync(join(root, 'dist'), link, 'junction');
}

/** What a Grafana's database and log are named, after its port so that two of one checkout do not share them. */
export const nameFor = (port: number) => (port === usualPort ? 'grafana' : `grafana-${port}`);

/** Settings of a Grafana for one person on this machine: no login, no calls home, our dashboards and data source. */
export function settings(port: number, data: string): Record<string, string> {
  return {
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(port),
    // Without a login, another site must not reach it, neither under a name of its own that leads here nor from its pages.
    GF_SERVER_DOMAIN: '127.0.0.1',
    GF_SERVER_ENFORCE_DOMAIN: 'true',
    GF_SERVER_ROOT_URL: `${addressOf(port)}/`,
    GF_SECURITY_CSRF_ALWAYS_CHECK: 'true',
    GF_PATHS_DATA: data,
    GF_PATHS_LOGS: join(data, 'log'),
    GF_PATHS_PLUGINS: join(root, '.run', 'plugins'),
    GF_PATHS_PROVISIONING: join(root, 'provisioning'),
    GF_LOG_MODE: 'console',
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: 'kmm-liveperson-datasource',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Admin',
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: join(root, 'src', 'dashboards', 'current.json'),
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    KMM_DASHBOARDS: join(root, 'src', 'dashboards'),
  };
}

/**
 * Starts an installed Grafana on a port of 127.0.0.1, with `account` for its data source. Under `name`, a folder and a
 * log of `.run` keep what it keeps.
 */
export function startGrafana(
  { program, home }: Installation,
  port: number,
  account: Account,
  name = nameFor(port)
): Child {
  linkPlugin(join(root, '.run', 'plugins'));
  const env = { ...settings(port, join(root, '.run', name)), ...account };
  return start('Grafana', { program, args: ['server', '--homepath', home], env }, join(root, '.run', `${name}.log`));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The top folder of the project. */
export const root = join(__dirname, '..');

/** A failure that a person can do something about: its message is one sentence for the terminal, without a stack. */
export class Problem extends Error {}

/** A program and its arguments. */
export interface Command {
  program: string;
  args: string[];
  env?: Record<string, string>;
}

/** One of the Node programs of the packages, by its file in node_modules. */
export function nodeTool(file: string, ...args: string[]): Command {
  return { program: process.execPath, args: [join(root, 'node_modules', file), ...args] };
}

/** A TypeScript program of the project. */
export function script(file: string, ...args: string[]): Command {
  return { program: process.execPath, args: ['--import', 'tsx', join(root, file), ...args] };
}

interface PluginJson {
  includes: Array<{ path: string }>;
  dependencies: { grafanaDependency: string };
}

const source = join(root, 'src');
const pluginJson = () => JSON.parse(readFileSync(join(source, 'plugin.json'), 'utf8')) as PluginJson;

/** The files of the dashboards of an account that the plugin brings; that of its own health needs a Prometheus. */
export function accountDashboards(): string[] {
  return pluginJson()
    .includes.filter(({ path }) => !path.endsWith('/health.json'))
    .map(({ path }) => join(source, path));
}

/** The oldest version of Grafana that plugin.json allows, such as `12.3.0`. */
export function oldestGrafana(): string {
  const { grafanaDependency } = pluginJson().dependencies;
  const version = /^>=([\d.]+)/.exec(grafanaDependency)?.[1];
  if (!version) {
    throw new Problem(
      `The grafanaDependency of src/plugin.json is ${grafanaDependency}, which names no oldest version.`
    );
  }
  return version;
}

/** Go's name of an operating system and architecture of Node. */
export const goos = process.platform === 'win32' ? 'windows' : process.platform;
export const goarch = process.arch === 'x64' ? 'amd64' : process.arch;

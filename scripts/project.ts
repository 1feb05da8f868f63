import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The top folder of the project. */
export const root = join(__dirname, '..');

/** A failure that the user can do something about: its message is a sentence for the terminal, without a stack. */
export class UserError extends Error {}

/** A program and its arguments. */
export interface Command {
  program: string;
  args: string[];
  env?: Record<string, string>;
}

/** A Node program of the installed packages, by its file in node_modules. */
export const nodeTool = (file: string, ...args: string[]): Command => ({
  program: process.execPath,
  args: [join(root, 'node_modules', file), ...args],
});

/** A TypeScript program of the project. */
export const script = (file: string, ...args: string[]): Command => ({
  program: process.execPath,
  args: ['--import', 'tsx', join(root, file), ...args],
});

/** A Go tool of the project: mage is in the plugin's own go.mod, the others are in tools/go.mod. */
export const goTool = (name: string, ...args: string[]): Command => ({
  program: 'go',
  args: ['tool', ...(name === 'mage' ? [] : ['-modfile=tools/go.mod']), name, ...args],
});

/** Go's names of this operating system and architecture. */
export const isWindows = process.platform === 'win32';
export const goos = isWindows ? 'windows' : process.platform;
export const goarch = process.arch === 'x64' ? 'amd64' : process.arch;

/** The name of an executable on this operating system. */
export const executable = (name: string) => (isWindows ? `${name}.exe` : name);

/** Where executables of these names would be in the folders of a path such as `PATH`. */
export const executablesIn = (path = '', ...names: string[]) =>
  path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, executable(name))));

interface PluginJson {
  info: { screenshots: Array<{ path: string }> };
  includes: Array<{ path: string }>;
  dependencies: { grafanaDependency: string };
}

const pluginJson = () => JSON.parse(readFileSync(join(root, 'src', 'plugin.json'), 'utf8')) as PluginJson;

/** The files of the dashboards of an account that the plugin brings; that of its own health needs a Prometheus. */
export const accountDashboards = () =>
  pluginJson()
    .includes.filter(({ path }) => !path.endsWith('/health.json'))
    .map(({ path }) => join(root, 'src', path));

/** The versions of Grafana that plugin.json allows, such as `>=12.3.0-0`. */
export const grafanaDependency = () => pluginJson().dependencies.grafanaDependency;

/** The pictures that Grafana's catalogue shows of the plugin. */
export const screenshots = () => pluginJson().info.screenshots.map(({ path }) => path);

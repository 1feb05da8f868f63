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

/** The files of the dashboards of an account that the plugin brings; that of its own health needs a Prometheus. */
export function accountDashboards(): string[] {
  const folder = join(root, 'src');
  const { includes } = JSON.parse(readFileSync(join(folder, 'plugin.json'), 'utf8')) as {
    includes: Array<{ path: string }>;
  };
  return includes.filter(({ path }) => !path.endsWith('/health.json')).map(({ path }) => join(folder, path));
}

/** Go's name of an operating system and architecture of Node. */
export const goos = process.platform === 'win32' ? 'windows' : process.platform;
export const goarch = process.arch === 'x64' ? 'amd64' : process.arch;

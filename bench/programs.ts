import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Child, runToEnd, start } from '../scripts/children';
import { freePort, isListening } from '../scripts/ports';
import { Problem, root, script } from '../scripts/project';
import { waitUntil } from '../scripts/ready';
import type { Client, Size } from './cells';

const folder = join(root, '.run', 'bench');
const simulatorPort = 4110;
const simulatorSeconds = 120;
/** Days of past of a contact centre that is not asked about more than one: big ones take long to make up. */
const shortPast = 2;

/** The executables that are measured, and the one that measures. */
export const executables: Record<Client | 'load', string> = {
  ours: join(folder, 'plugin'),
  panelwise: join(folder, 'panelwise'),
  load: join(folder, 'load'),
};

const sources: Record<Client | 'load', string> = {
  ours: './pkg',
  panelwise: './bench/panelwise',
  load: './bench/load',
};

/** Builds all of them, as the plugin is built for a release. */
export function build(): void {
  for (const [name, from] of Object.entries(sources)) {
    const into = executables[name as Client | 'load'];
    const args = ['build', '-trimpath', '-ldflags', '-s -w', '-o', into, from];
    runToEnd(
      { program: 'go', args, env: { CGO_ENABLED: '0' } },
      `${from} could not be built: Go 1.26 or later is needed.`
    );
  }
}

/** Starts a contact centre of a size and resolves with its address once it answers. */
export async function startSimulator({ agents, skills }: Size): Promise<string> {
  const port = await freePort(simulatorPort);
  const past = skills > 100 || agents > 100 ? ['--days', String(shortPast)] : [];
  const sizes = ['--agents', String(agents), '--skills', String(skills)];
  const command = script('simulator/main.ts', '--port', String(port), ...sizes, ...past);
  const child = start('The simulator', command, join(folder, `simulator-${port}.log`));
  await waitUntil(child, () => isListening(port), simulatorSeconds);
  return `http://127.0.0.1:${port}`;
}

let loads = 0;

/** Runs the load generator with these options and resolves with what it measured. */
export async function load<Result>(client: string, upstream: string, options: string[]): Promise<Result> {
  const name = join(folder, `load-${loads++}`);
  const into = `${name}.json`;
  const args = ['-plugin', client, '-upstream', upstream, '-into', into, ...options];
  const child: Child = start('The load generator', { program: executables.load, args }, `${name}.log`);
  const end = await child.ended;
  try {
    return JSON.parse(readFileSync(into, 'utf8')) as Result;
  } catch {
    throw new Problem(end);
  }
}

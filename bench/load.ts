import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import { run } from '../scripts/processes';
import { accountDashboards, executable, root, UserError } from '../scripts/project';
import { startSimulator as start } from '../scripts/services';
import type { Service } from '../simulator/calls';
import { settingsDefault } from '../src/query/kpiOptions';

/** A panel by its queries, as the browser sends them. */
export type Panel = object[];

/** What the load generator does at once, see `bench/load`. */
export interface Step {
  dashboards: Panel[][];
  apart?: number;
  days?: number;
  alone?: boolean;
  cancel?: boolean;
}

/** What a step took: times in ms, CPU in seconds, memory in bytes; -1 where not measured. */
export interface Result {
  calls: number;
  /** The calls to each method of LivePerson's APIs. */
  callsBy: Partial<Record<Service, number>>;
  panels: number;
  answered: number;
  filled: number;
  p50: number;
  p95: number;
  dashboard: number;
  released: number;
  cpu: number;
  memory: number;
}

const built = (name: string) => join(root, '.run', 'bench', executable(name));
const sources = { plugin: './pkg', baseline: './bench/baseline', load: './bench/load' };

/** The executables that are measured, and the one that measures. */
export const executables = { plugin: built('plugin'), baseline: built('baseline'), load: built('load') };

/** Builds all of them, as the plugin is built for a release. */
export async function build(): Promise<void> {
  for (const name of ['plugin', 'baseline', 'load'] as const) {
    const args = ['build', '-tags', 'arrow_json_stdlib', '-ldflags', '-s -w', '-o', executables[name], sources[name]];
    await run({ program: 'go', args, env: { CGO_ENABLED: '0' } }, `${sources[name]} could not be built.`);
  }
}

/** Starts a simulator of a size and resolves with its address. A large one has a short past, for it takes long to make. */
export async function startSimulator({ agents, skills }: { agents: number; skills: number }): Promise<string> {
  const past = agents + skills > 200 ? ['--days', '2'] : [];
  const options = ['--agents', String(agents), '--skills', String(skills), ...past];
  return (await start(4110, options, 300)).address;
}

/** Calls by service, and all of them. */
export type Calls = Partial<Record<Service, number>> & { total?: number };

/** Sends to one of the simulator's own routes. Throws a user error where it refuses. */
export async function control<Answer = Calls>(
  simulator: string,
  method: string,
  path: string,
  body?: object
): Promise<Answer> {
  const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${simulator}/simulator/${path}`, { method, ...json });
  if (!response.ok) {
    throw new UserError(`The simulator answered ${response.status} to ${method} ${path}.`);
  }
  return (await response.json()) as Answer;
}

/** Sets the only fault of a simulator: how it answers, and how much later. */
export async function setFault(simulator: string, fault: { status?: number; delayMs?: number }): Promise<void> {
  await control(simulator, 'DELETE', 'faults');
  await control(simulator, 'POST', 'faults', fault);
}

/** A plugin that was just started, over a simulator, and that loads dashboards. */
export class Load {
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private readonly results: AsyncIterator<string>;

  constructor(
    plugin: string,
    private readonly simulator: string
  ) {
    // It stops, and its plugin with it, when its input ends; so also when we end.
    this.process = spawn(executables.load, [plugin, simulator], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.results = createInterface(this.process.stdout)[Symbol.asyncIterator]();
  }

  async run(step: Step): Promise<Result> {
    await control(this.simulator, 'DELETE', 'calls');
    this.process.stdin.write(JSON.stringify({ days: 1, ...step }));
    const { value, done } = await this.results.next();
    if (done) {
      throw new UserError('The load generator ended; what it printed says why.');
    }
    const { total: calls = 0, ...callsBy } = await control(this.simulator, 'GET', 'calls');
    return { ...(JSON.parse(value) as Omit<Result, 'calls' | 'callsBy'>), calls, callsBy };
  }

  stop(): void {
    this.process.stdin.end();
  }
}

interface SavedPanel {
  targets?: Panel;
  panels?: SavedPanel[];
}

const panelsOf = ({ panels = [] }: SavedPanel): Panel[] =>
  panels.flatMap((panel) => [...(panel.targets?.length ? [panel.targets] : []), ...panelsOf(panel)]);

interface SavedVariable {
  name: string;
  allValue?: string;
  current?: { value?: string | string[] };
}

interface SavedDashboard extends SavedPanel {
  templating: { list: SavedVariable[] };
}

/** The value that a panel gets of a variable as the dashboard is saved; none where it leaves a setting as it is. */
function valueOf({ allValue, current }: SavedVariable): string {
  const value = allValue ?? String(current?.value);
  return value === settingsDefault ? '' : value;
}

/** A dashboard's panels, with its variables replaced as the browser does. */
function replaceVariables(json: string): SavedDashboard {
  const values = new Map((JSON.parse(json) as SavedDashboard).templating.list.map((one) => [one.name, valueOf(one)]));
  const replaced = json.replace(/"\$(\w+)"/g, (text, name: string) =>
    values.has(name) ? JSON.stringify(values.get(name)) : text
  );
  return JSON.parse(replaced) as SavedDashboard;
}

/** The dashboards of an account by their panels, those in collapsed rows too. */
export const dashboards = (): Panel[][] =>
  accountDashboards().map((file) => panelsOf(replaceVariables(readFileSync(file, 'utf8'))));

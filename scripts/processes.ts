import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

import { type Command, isWindows, root, UserError } from './project';

const forceAfterMs = 10_000;
const succeeded = 'exit code 0';

/** All processes that run, with what they resolve with when they end. */
const running = new Map<ChildProcess, Promise<string>>();
const cleanUps: Command[] = [];

/** A process that runs beside us until it is stopped. */
export interface Process {
  name: string;
  log: string;
  /** Resolves with a sentence when the process has ended. */
  ended: Promise<string>;
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  if (isWindows) {
    // Windows has no signal that asks a process to end, and process.kill would leave its children running.
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // It ended by itself in this moment.
  }
}

/** Starts a command and resolves with how it ended. `stopAll` stops it, and so does the end of this process. */
function launch({ program, args, env }: Command, output: 'inherit' | number): Promise<string> {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
    // A process group of its own: Ctrl-C reaches us alone, and we stop it with all its children.
    detached: !isWindows,
  });
  const stop = () => signal(child, 'SIGTERM');
  process.once('exit', stop);
  const end = once(child, 'exit')
    .then(([code, name]: Array<number | string | null>) => String(name ?? `exit code ${code}`))
    .catch((error: Error) => `could not be started: ${error.message}`)
    .finally(() => {
      running.delete(child);
      process.removeListener('exit', stop);
    });
  running.set(child, end);
  return end;
}

/** Starts a command whose output goes into a log. */
export function start(name: string, command: Command, log: string): Process {
  mkdirSync(dirname(log), { recursive: true });
  const end = launch(command, openSync(log, 'w'));
  return { name, log, ended: end.then((how) => `${name} ended (${how}); ${log} says why.`) };
}

/** Runs a command to its end, its output in ours, and resolves with whether it succeeded. */
export async function succeeds(command: Command): Promise<boolean> {
  return (await launch(command, 'inherit')) === succeeded;
}

/** Runs a command to its end, its output in ours. Throws a user error with this sentence where it fails. */
export async function run(command: Command, failure: string): Promise<void> {
  const end = await launch(command, 'inherit');
  if (end !== succeeded) {
    throw new UserError(`${failure} (${command.program}: ${end})`);
  }
}

/** What a program prints, trimmed; undefined where there is no such program, it fails, or takes too long. */
export function stdoutOf(program: string, args: string[], timeout = 20_000): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout });
  return status === 0 ? stdout.trim() : undefined;
}

/** Has `stopAll` run this command last, quietly. */
export function cleanUpWith(command: Command): void {
  cleanUps.push(command);
}

/** Asks everything that was started to end, and ends by force what has not done so after ten seconds. */
export async function stopAll(): Promise<void> {
  const signalAll = (name: NodeJS.Signals) => [...running.keys()].forEach((child) => signal(child, name));
  signalAll('SIGTERM');
  const force = setTimeout(signalAll, forceAfterMs, 'SIGKILL');
  await Promise.all(running.values());
  clearTimeout(force);
  for (const { program, args } of cleanUps.splice(0)) {
    spawnSync(program, args, { cwd: root, stdio: 'ignore' });
  }
}

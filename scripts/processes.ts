import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

import { type Command, Problem, root } from './project';

const graceMs = 10_000;
const running = new Set<ChildProcess>();
const cleanUps: Command[] = [];

/** A program that runs beside us until it is stopped. */
export interface Child {
  name: string;
  log: string;
  /** Resolves with a sentence when the program has ended. */
  ended: Promise<string>;
}

/**
 * Starts a program in a process group of its own, which writes its output into a file. `stopAll` ends the group, and
 * so does the end of this process, other than by a signal that nobody handles.
 */
export function start(name: string, command: Command, log: string): Child {
  endWithUs();
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const child = spawn(command.program, command.args, {
    cwd: root,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', output, output],
    // A group of its own: Ctrl-C reaches us alone, and we end it with everything that it started.
    detached: process.platform !== 'win32',
  });
  running.add(child);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      running.delete(child);
      resolve(`${name} could not be started: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve(`${name} ended (${signal ?? `exit code ${code}`}); ${log} says why.`);
    });
  });
  return { name, log, ended };
}

/** Has `stopAll` run this program last, quietly. */
export function cleanUpWith(command: Command): void {
  cleanUps.push(command);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    // There, no signal asks a program to end, and process.kill would leave what the program started.
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // It ended by itself in this moment.
    running.delete(child);
  }
}

let endsWithUs = false;

/** Nobody may call `stopAll`: an error that nobody caught, or a test runner that ends. */
function endWithUs(): void {
  if (!endsWithUs) {
    endsWithUs = true;
    process.once('exit', () => running.forEach((child) => signal(child, 'SIGTERM')));
  }
}

/** Asks everything that was started to end, and ends by force what has not done so after ten seconds. */
export async function stopAll(): Promise<void> {
  const children = [...running];
  const ends = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  children.forEach((child) => signal(child, 'SIGTERM'));
  const force = setTimeout(() => children.forEach((child) => signal(child, 'SIGKILL')), graceMs);
  await Promise.all(ends.filter((_, index) => running.has(children[index] as ChildProcess)));
  clearTimeout(force);
  for (const { program, args } of cleanUps.splice(0)) {
    spawnSync(program, args, { cwd: root, stdio: 'ignore' });
  }
}

/** Runs a program to its end, its output in ours. Throws the sentence where it fails. */
export function runToEnd(command: Command, sentence: string): void {
  const { status, error } = spawnSync(command.program, command.args, {
    cwd: root,
    env: { ...process.env, ...command.env },
    stdio: 'inherit',
  });
  if (error || status !== 0) {
    throw new Problem(error ? `${sentence} (${error.message})` : sentence);
  }
}

/** What a program prints, trimmed; undefined where there is no such program, it fails, or takes over 20 seconds. */
export function answerOf(program: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? stdout.trim() : undefined;
}

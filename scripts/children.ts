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

/** Starts a program in a process group of its own, which writes its output into a file; `stopAll` ends the group. */
export function start(name: string, command: Command, log: string): Child {
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
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
  } catch {
    // It ended by itself in this moment.
    running.delete(child);
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

/** What a program prints, trimmed; undefined where there is no such program or it fails. */
export function answerOf(program: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

import { type Counts, jestCounts, one, playwrightCounts } from './counts';
import { GoTests } from './goTests';
import { type Command, nodeTool, Problem, root } from './project';

/** What a part of `npm test` counted, and what its line says beside: in which versions, or why it skipped all. */
export type Counted = Counts & { note?: string };

/** One part of `npm test`. Resolves with its counts; a part that only checks counts as one test. */
export interface Step {
  name: string;
  run: () => Promise<Counted>;
  /** Names of steps without which this one cannot run. */
  needs?: string[];
}

/** What `run` counts. Where it throws, that is one failure, and the sentence of a `Problem` is printed: others still run. */
export async function countedOf(run: () => Promise<Counted>): Promise<Counted> {
  try {
    return await run();
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    return one('failed');
  }
}

/** Runs a program in our group, so that Ctrl-C reaches it too; each line of its output goes to `read`, if there is one. */
function exitCode({ program, args, env }: Command, read?: (line: string) => void): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', read ? 'pipe' : 'inherit', 'inherit'],
    });
    if (read && child.stdout) {
      createInterface(child.stdout).on('line', read);
    }
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}. Install it and run the tests again.`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A step that passes when its program ends well. */
export function check(name: string, command: Command): Step {
  return { name, run: async () => one((await exitCode(command)) === 0 ? 'passed' : 'failed') };
}

/** A step that passes when its program ends well and prints nothing, as `gofmt -l` does. */
export function silentCheck(name: string, command: Command, sentence: string): Step {
  return {
    name,
    run: async () => {
      const lines: string[] = [];
      const code = await exitCode(command, (line) => lines.push(line));
      if (lines.length > 0) {
        console.error(`${sentence}\n${lines.join('\n')}`);
      }
      return one(code === 0 && lines.length === 0 ? 'passed' : 'failed');
    },
  };
}

/** Where a program failed though no test did, that is one failure more. */
function withExit(counts: Counts, code: number): Counts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Jest with these arguments, its tests counted. */
export function jest(name: string, ...args: string[]): Step {
  const report = join(root, '.run', `jest-${name}.json`);
  return {
    name,
    run: async () => {
      // Else a Jest that cannot start would leave us the counts of its last run.
      rmSync(report, { force: true });
      mkdirSync(dirname(report), { recursive: true });
      const code = await exitCode(nodeTool('jest/bin/jest.js', '--json', '--outputFile', report, ...args));
      return withExit(existsSync(report) ? jestCounts(report) : one('failed'), code);
    },
  };
}

/**
 * Playwright with the configuration of `tests/{folder}`, whose JSON reporter writes `.run/{folder}-tests.json`, its
 * tests counted.
 */
export async function playwright(folder: string, env: Record<string, string>, more: string[] = []): Promise<Counts> {
  const report = join(root, '.run', `${folder}-tests.json`);
  rmSync(report, { force: true });
  const args = ['test', '-c', `tests/${folder}/playwright.config.ts`, ...more];
  const code = await exitCode({ ...nodeTool('@playwright/test/cli.js', ...args), env });
  return withExit(existsSync(report) ? playwrightCounts(report) : one('failed'), code);
}

/** `go test` with these arguments, its tests counted. */
export function goTest(name: string, args: string[]): Step {
  return {
    name,
    run: async () => {
      const tests = new GoTests((text) => process.stdout.write(text));
      const code = await exitCode({ program: 'go', args: ['test', '-json', ...args] }, (line) => tests.read(line));
      return withExit(tests.counts, code);
    },
  };
}

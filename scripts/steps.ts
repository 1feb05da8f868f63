import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { type Counts, goCounts, jestCounts, playwrightCounts, single } from './counts';
import { succeeds } from './processes';
import { type Command, goTool, nodeTool, root } from './project';

/** The counts of a step, with a note for its line: in which versions it ran, or why it was skipped. */
export type StepResult = Counts & { note?: string };

/** A step of `npm test`. */
export interface Step {
  name: string;
  run: () => Promise<StepResult>;
  /** Names of steps without which this one cannot run. */
  needs?: string[];
}

/** A step that counts as one test, which passes where its command succeeds. */
export const check = (name: string, command: Command): Step => ({
  name,
  run: async () => single((await succeeds(command)) ? 'passed' : 'failed'),
});

const reportOf = (name: string) => join(root, '.run', `${name.replaceAll(' ', '-')}-tests.json`);

/** Runs tests and counts them in the report that they write. A command that fails without a failed test is one failure. */
async function count(report: string, command: Command, read: (report: string) => Counts): Promise<Counts> {
  // Else a command that cannot start would leave us the counts of its last run.
  rmSync(report, { force: true });
  mkdirSync(dirname(report), { recursive: true });
  const succeeded = await succeeds(command);
  const counts = existsSync(report) ? read(readFileSync(report, 'utf8')) : single('failed');
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** All tests of Jest. */
export function jest(name: string): Step {
  const report = reportOf(name);
  const command = nodeTool('jest/bin/jest.js', '--json', '--outputFile', report);
  return { name, run: () => count(report, command, jestCounts) };
}

/** The tests of `go test` with these arguments. */
export function goTest(name: string, ...args: string[]): Step {
  const report = reportOf(name);
  const command = goTool('gotestsum', '--format', 'pkgname', '--jsonfile', report, '--', ...args);
  return { name, run: () => count(report, command, goCounts) };
}

/** Runs the tests of Playwright in `tests/{folder}`, whose configuration has them reported where we read it. */
export function playwright(folder: string, env: Record<string, string>, ...args: string[]): Promise<Counts> {
  const tool = nodeTool('@playwright/test/cli.js', 'test', '-c', `tests/${folder}/playwright.config.ts`, ...args);
  return count(reportOf(folder), { ...tool, env }, playwrightCounts);
}

import { readFileSync } from 'node:fs';

/** How many tests, or checks without tests of their own, ended in which way. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** One check that has no tests to count: passed, failed or not run. */
export const one = (end: keyof Counts): Counts => ({ passed: 0, failed: 0, skipped: 0, [end]: 1 });

/** The sum of counts. */
export function sum(all: Counts[]): Counts {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 }
  );
}

/** The line that ends every run of the tests. */
export const lineOf = ({ passed, failed, skipped }: Counts) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

interface PlaywrightReport {
  /** Tests by their end; a flaky one failed before it passed. */
  stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
  /** What went wrong outside of tests. */
  errors: unknown[];
}

/** The counts in the file that `jest --json --outputFile` wrote. A suite that could not run counts as one failure. */
export function jestCounts(file: string): Counts {
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The counts in the file that Playwright's JSON reporter wrote. What it only lists is skipped. */
export function playwrightCounts(file: string): Counts {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

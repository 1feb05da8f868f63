/** How many tests, or checks without tests of their own, ended in which way. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

type Result = keyof Counts;

/** One check that has no tests to count. */
export const single = (result: Result): Counts => ({ passed: 0, failed: 0, skipped: 0, [result]: 1 });

/** The sum of counts. */
export function sum(all: Counts[]): Counts {
  const total = (result: Result) => all.reduce((n, counts) => n + counts[result], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** The line that ends every run of the tests. */
export const lineOf = ({ passed, failed, skipped }: Counts) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** The counts of the report of `jest --json`. A suite that could not run counts as one failure. */
export function jestCounts(report: string): Counts {
  const numbers = JSON.parse(report) as Record<
    'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites' | 'numPendingTests' | 'numTodoTests',
    number
  >;
  return {
    passed: numbers.numPassedTests,
    failed: numbers.numFailedTests + numbers.numRuntimeErrorTestSuites,
    skipped: numbers.numPendingTests + numbers.numTodoTests,
  };
}

/** The counts of Playwright's JSON report. A flaky test failed before it passed; what is only listed is skipped. */
export function playwrightCounts(report: string): Counts {
  const { stats, errors } = JSON.parse(report) as {
    stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
    errors: unknown[];
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

const goResults: Record<string, Result> = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/** The counts of tests and subtests in the lines of `go test -json`, which gotestsum writes. */
export function goCounts(report: string): Counts {
  const events = report
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { Action: string; Test?: string });
  return sum(events.flatMap(({ Action, Test }) => (Test && goResults[Action] ? [single(goResults[Action])] : [])));
}

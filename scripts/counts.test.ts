import { goCounts, jestCounts, lineOf, playwrightCounts, single, sum } from './counts';

it('adds up and ends with one plain line', () => {
  expect(lineOf(sum([single('passed'), { passed: 10, failed: 1, skipped: 2 }, single('skipped')]))).toBe(
    '11 passed, 1 failed, 3 skipped'
  );
});

it("reads Jest's report, in which a suite that could not run is a failure", () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  expect(jestCounts(JSON.stringify({ ...report, numRuntimeErrorTestSuites: 1 }))).toEqual({
    passed: 5,
    failed: 2,
    skipped: 3,
  });
});

it("reads Playwright's report, in which a flaky test has failed", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  expect(playwrightCounts(JSON.stringify({ stats, errors: [{}] }))).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

it("reads Go's report: tests and subtests by their result, and no packages", () => {
  const events = [
    { Action: 'run', Test: 'TestOne' },
    { Action: 'pass', Test: 'TestOne/sub' },
    { Action: 'pass', Test: 'TestOne' },
    { Action: 'skip', Test: 'TestTwo' },
    { Action: 'fail', Test: 'TestThree' },
    { Action: 'fail' },
  ];
  const report = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  expect(goCounts(report)).toEqual({ passed: 2, failed: 1, skipped: 1 });
});

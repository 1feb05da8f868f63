import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jestCounts, lineOf, one, playwrightCounts, sum } from './counts';

it('adds up and ends with one plain line', () => {
  expect(lineOf(sum([one('passed'), { passed: 10, failed: 1, skipped: 2 }, one('skipped')]))).toBe(
    '11 passed, 1 failed, 3 skipped'
  );
});

it("reads Jest's report, in which a suite that could not run is a failure", () => {
  const folder = mkdtempSync(join(tmpdir(), 'counts-'));
  const file = join(folder, 'jest.json');
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  writeFileSync(file, JSON.stringify({ ...report, numRuntimeErrorTestSuites: 1 }));
  expect(jestCounts(file)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  rmSync(folder, { recursive: true });
});

it("reads Playwright's report, in which what passes at a second try has failed", () => {
  const folder = mkdtempSync(join(tmpdir(), 'counts-'));
  const file = join(folder, 'playwright.json');
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  writeFileSync(file, JSON.stringify({ stats, errors: [{}] }));
  expect(playwrightCounts(file)).toEqual({ passed: 5, failed: 3, skipped: 2 });
  rmSync(folder, { recursive: true });
});

import { GoTests } from './goTests';

function read(...events: object[]): { counts: GoTests['counts']; shown: string } {
  let shown = '';
  const tests = new GoTests((text) => (shown += text));
  events.forEach((event) => tests.read(JSON.stringify(event)));
  return { counts: tests.counts, shown };
}

const inA = { Package: 'a' };

it('counts tests and subtests by how they ended, and no packages', () => {
  const { counts } = read(
    { Action: 'run', ...inA, Test: 'TestOne' },
    { Action: 'pass', ...inA, Test: 'TestOne/sub' },
    { Action: 'pass', ...inA, Test: 'TestOne' },
    { Action: 'skip', ...inA, Test: 'TestTwo' },
    { Action: 'pass', ...inA }
  );
  expect(counts).toEqual({ passed: 2, failed: 0, skipped: 1 });
});

it('shows what a failed test printed, and not what a passed one did', () => {
  const { counts, shown } = read(
    { Action: 'output', ...inA, Test: 'TestGood', Output: 'all is well\n' },
    { Action: 'pass', ...inA, Test: 'TestGood' },
    { Action: 'output', ...inA, Test: 'TestBad', Output: 'got 2, want 3\n' },
    { Action: 'fail', ...inA, Test: 'TestBad' },
    { Action: 'fail', ...inA }
  );
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(shown).toBe('got 2, want 3\n');
});

it('counts a package that does not build as one failure, and shows why', () => {
  const { counts, shown } = read(
    { Action: 'build-output', ImportPath: 'a', Output: 'a.go:1:1: expected package\n' },
    { Action: 'build-fail', ImportPath: 'a' },
    { Action: 'fail', ...inA, FailedBuild: 'a' }
  );
  expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(shown).toContain('expected package');
});

it('shows what is not JSON as it is', () => {
  let shown = '';
  new GoTests((text) => (shown += text)).read('go: no such tool');
  expect(shown).toBe('go: no such tool\n');
});

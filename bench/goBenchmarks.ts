import { spawnSync } from 'node:child_process';

import { Problem, root } from '../scripts/project';
import { median } from './numbers';

/** A Go benchmark's medians, by the unit that Go prints, such as `ns/op` and `allocs/op`. */
export interface Benchmark {
  package: string;
  name: string;
  metrics: Record<string, number>;
}

/** Reads the output of `go test -bench`, each benchmark's runs together. */
export function readBenchmarks(output: string): Benchmark[] {
  const found = new Map<string, { package: string; name: string; runs: Array<Record<string, number>> }>();
  let at = '';
  for (const line of output.split('\n')) {
    at = /^pkg: .*\/(\w+)$/.exec(line)?.[1] ?? at;
    const [, name, rest] = /^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.*)$/.exec(line) ?? [];
    if (name !== undefined && rest !== undefined) {
      const key = `${at} ${name}`;
      const entry = found.get(key) ?? { package: at, name, runs: [] };
      entry.runs.push(
        Object.fromEntries([...rest.matchAll(/([\d.e+-]+) (\S+)/g)].map(([, n, unit]) => [unit, Number(n)]))
      );
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ runs, ...rest }) => ({ ...rest, metrics: medians(runs) }));
}

function medians(runs: Array<Record<string, number>>): Record<string, number> {
  const units = Object.keys(runs[0] ?? {});
  return Object.fromEntries(units.map((unit) => [unit, median(runs.map((run) => run[unit] ?? 0))]));
}

/** Runs the Go benchmarks of the plugin, so many times each. Throws a `Problem` where one fails. */
export function runBenchmarks(times: number): Benchmark[] {
  const args = ['test', '-p', '1', '-timeout', '300s', '-run', '^$', '-bench', '.', '-benchmem'];
  args.push('-benchtime', '200ms', '-count', String(times), './pkg/...');
  const { status, stdout } = spawnSync('go', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    throw new Problem(`The Go benchmarks failed:\n${stdout}`);
  }
  return readBenchmarks(stdout);
}

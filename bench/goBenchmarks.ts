import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { stdoutOf } from '../scripts/processes';
import { goTool, root, UserError } from '../scripts/project';

/** Runs the Go benchmarks of the plugin, six times each, and has benchstat sum them up as text. */
export function runGoBenchmarks(): string {
  const options = '-p 1 -timeout 300s -run ^$ -bench . -benchmem -benchtime 100ms -count 6';
  const output = stdoutOf('go', ['test', ...options.split(' '), './pkg/...'], 1_200_000);
  const file = join(root, '.run', 'bench', 'go.txt');
  writeFileSync(file, output ?? '');
  const { program, args } = goTool('benchstat', file);
  const summary = output && stdoutOf(program, args, 300_000);
  if (!summary) {
    throw new UserError('The Go benchmarks failed: go test -run ^$ -bench . ./pkg/... says why.');
  }
  return summary.replaceAll(root, '.');
}

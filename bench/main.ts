import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { format, resolveConfig } from 'prettier';

import { runAsProgram } from '../scripts/program';
import { root } from '../scripts/project';
import { cells, viewerCounts } from './cells';
import { chart } from './chart';
import { compare } from './compare';
import { runBenchmarks } from './goBenchmarks';
import { measureLasting } from './lasting';
import { measure } from './measure';
import { page } from './page';
import { build, executables } from './programs';
import type { Results } from './results';

const picture = 'performance.svg';

function machine(): Results['machine'] {
  const { stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  const all = cpus();
  return {
    processor: all[0]?.model ?? 'unknown',
    cores: all.length,
    system: process.platform,
    go: stdout.trim(),
    node: process.versions.node,
  };
}

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    compare: { type: 'string' },
    own: { type: 'string' },
    runs: { type: 'string', default: '3' },
  },
});

/**
 * `--quick` measures a few small cells and prints; without it everything is measured, and the page written.
 * `--compare <executable>` measures only the steady state, of that build of the plugin beside this one (or beside
 * `--own <executable>`), `--runs` times, and prints both.
 */
async function main(): Promise<number> {
  if (options.compare !== undefined) {
    build();
    const own = resolve(options.own ?? executables.ours);
    console.log(await compare({ other: resolve(options.compare), own }, Number(options.runs)));
    return 0;
  }
  const { quick } = options;
  const say = (sentence: string) => console.error(sentence);
  build();
  const measured = await measure(cells(quick), say);
  const lasting = await measureLasting(quick ? [10] : viewerCounts, quick ? 5 : 60);
  const benchmarks = quick ? [] : runBenchmarks(3);
  const results: Results = { measured, lasting, benchmarks, machine: machine() };
  const drawing = quick ? '' : chart(lasting);
  const file = join(root, 'docs', 'performance.md');
  const style = await resolveConfig(file);
  const text = await format(page(results, drawing && picture), { ...style, parser: 'markdown' });
  if (quick) {
    console.log(text);
    return 0;
  }
  writeFileSync(file, text);
  writeFileSync(join(root, 'docs', picture), drawing);
  say('wrote docs/performance.md');
  return 0;
}

runAsProgram(main);

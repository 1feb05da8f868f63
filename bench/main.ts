import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { parseOptions, runCli } from '../scripts/cli';
import { stdoutOf } from '../scripts/processes';
import { root, UserError } from '../scripts/project';
import { compare } from './compare';
import { runGoBenchmarks } from './goBenchmarks';
import { build, executables } from './load';
import { measure, measureLongRuns } from './measure';
import { report } from './report';
import { quickScenarios, scenarios } from './scenarios';

const usage =
  'Options: --quick; or --compare EXECUTABLE, with --own EXECUTABLE and --runs NUMBER. Without any, everything is measured.';

function readOptions() {
  const options = parseOptions(usage, {
    options: {
      quick: { type: 'boolean', default: false },
      compare: { type: 'string' },
      own: { type: 'string', default: executables.plugin },
      runs: { type: 'string', default: '3' },
    },
  });
  if (!/^[1-9]\d*$/.test(options.runs)) {
    throw new UserError(`--runs must be a number from 1, and not "${options.runs}". ${usage}`);
  }
  return options;
}

async function measureAll(quick: boolean): Promise<string> {
  const seconds = quick ? 5 : 60;
  return report({
    measured: await measure(quick ? quickScenarios : scenarios, (sentence) => console.error(sentence)),
    longRuns: await measureLongRuns(quick ? [10] : [1, 10, 50], seconds * 1000),
    seconds,
    goBenchmarks: quick ? '' : runGoBenchmarks(),
    machine: {
      processor: cpus()[0]?.model ?? 'unknown processor',
      cores: cpus().length,
      system: process.platform,
      go: stdoutOf('go', ['env', 'GOVERSION']) ?? 'unknown Go',
      node: process.versions.node,
    },
  });
}

/**
 * Measures everything and writes the page about it; with `--quick`, measures little and prints the page. With
 * `--compare <executable>`, measures the steady state of that build of the plugin beside this one, or beside
 * `--own <executable>`, `--runs` times, and prints both.
 */
runCli(async () => {
  const options = readOptions();
  await build();
  if (options.compare !== undefined) {
    console.log(await compare(resolve(options.compare), resolve(options.own), Number(options.runs)));
    return 0;
  }
  const file = join(root, 'docs', 'performance.md');
  const page = await format(await measureAll(options.quick), { ...(await resolveConfig(file)), parser: 'markdown' });
  if (options.quick) {
    console.log(page);
  } else {
    writeFileSync(file, page);
    console.error('wrote docs/performance.md');
  }
  return 0;
});

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { parseOptions, runCli } from '../scripts/cli';
import { findGrafana } from '../scripts/grafana';
import { stdoutOf } from '../scripts/processes';
import { root, UserError } from '../scripts/project';
import { compare } from './compare';
import { runGoBenchmarks } from './goBenchmarks';
import { type Extent, measureLive } from './live/measureLive';
import { liveHeading, liveSection, readSection, replaceSection } from './live/section';
import { build, executables } from './load';
import { measure, measureLongRuns } from './measure';
import { report } from './report';
import { quickScenarios, scenarios } from './scenarios';

const usage =
  'Options: --quick, --live or both; or --compare EXECUTABLE, with --own EXECUTABLE and --runs NUMBER. Without any, everything is measured.';

const say = (sentence: string) => console.error(sentence);
const file = join(root, 'docs', 'performance.md');

function readOptions() {
  const options = parseOptions(usage, {
    options: {
      quick: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
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
    measured: await measure(quick ? quickScenarios : scenarios, say),
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

const wholeExtent: Extent = { watchMs: 300_000, screenMs: 60_000, screens: 3, refreshes: 10 };
const quickExtent: Extent = { watchMs: 30_000, screenMs: 5_000, screens: 1, refreshes: 1 };

/** The section about live sessions: measured in the installed Grafana, else that of the page as it is. */
async function measureLiveSection(quick: boolean, isWanted: boolean): Promise<string> {
  if (!isWanted && (quick || !findGrafana(process.env))) {
    say('Live sessions are not measured: that needs GRAFANA_HOME, and with --quick also --live.');
    return readSection(readFileSync(file, 'utf8'), liveHeading);
  }
  return liveSection(await measureLive(quick ? quickExtent : wholeExtent, say));
}

/** The page, of which with `live` only the section about live sessions is new. */
async function makePage(quick: boolean, live: boolean): Promise<string> {
  const section = await measureLiveSection(quick, live);
  const page = live ? readFileSync(file, 'utf8') : await measureAll(quick);
  return section === '' ? page : replaceSection(page, section);
}

/**
 * Measures everything and writes the page about it, or with `--live` only its section about live sessions; with
 * `--quick`, measures little and prints the page. With `--compare <executable>`, measures the steady state of that build
 * of the plugin beside this one, or beside `--own <executable>`, `--runs` times, and prints both.
 */
runCli(async () => {
  const { quick, live, compare: other, own, runs } = readOptions();
  await build();
  if (other !== undefined) {
    console.log(await compare(resolve(other), resolve(own), Number(runs)));
    return 0;
  }
  const page = await format(await makePage(quick, live), { ...(await resolveConfig(file)), parser: 'markdown' });
  if (quick) {
    console.log(page);
  } else {
    writeFileSync(file, page);
    say('wrote docs/performance.md');
  }
  return 0;
});

import { formatBytes, formatNumber, formatPercent, formatSeconds, formatTime, ratio, table } from './format';
import type { Result } from './load';
import type { LongRuns, Measured, SteadyState, Taken } from './measure';
import { type Client, type Scenario, usual } from './scenarios';

/** Everything that a run measured, and where. */
export interface Report {
  measured: Measured[];
  longRuns: Record<Client, LongRuns>;
  /** Length of a minute and of the outage. */
  seconds: number;
  /** The summary of benchstat, empty for none. */
  goBenchmarks: string;
  machine: { processor: string; cores: number; system: string; go: string; node: string };
}

/** The steady state of the most viewers. Throws where none was measured. */
function maxViewers({ steadyStates }: LongRuns): SteadyState {
  const last = steadyStates.at(-1);
  if (!last) {
    throw new Error('No steady state was measured.');
  }
  return last;
}

/** The scenario that differs from the usual one in this only, where both clients were measured. */
function taken(measured: Measured[], difference: Partial<Scenario>): Record<Client, Taken> | undefined {
  const { agents, skills, delay, viewers, panels, days } = { ...usual, ...difference };
  const wanted = Object.entries({ agents, skills, delay, viewers, panels, days });
  const { baseline, plugin } =
    measured.find(({ scenario }) => wanted.every(([name, value]) => scenario[name as keyof Scenario] === value))
      ?.taken ?? {};
  return baseline && plugin && { baseline, plugin };
}

type Row = [
  name: string,
  value: (of: LongRuns & SteadyState & { opening?: Taken }) => number | undefined,
  format: (value: number) => string,
  noRatio?: boolean,
];

/** The table of ratios that people read first. What was not measured is left out. */
function summary({ measured, longRuns, seconds }: Report): string {
  const { viewers, minute } = maxViewers(longRuns.plugin);
  const opening = taken(measured, { delay: 150, viewers });
  const of = (client: Client) => ({ ...longRuns[client], ...maxViewers(longRuns[client]), opening: opening?.[client] });
  const rows: Row[] = [
    [
      `calls in ${seconds} s, ${viewers} viewers, ${formatNumber(minute.panels)} panels`,
      (c) => c.minute.calls,
      formatNumber,
    ],
    ['a panel loaded alone, median', (c) => c.alone?.p50, formatTime],
    ['a panel loaded alone, 95th percentile', (c) => c.alone?.p95, formatTime],
    ['a panel of that minute, median', (c) => c.minute.p50, formatTime],
    ['a panel of that minute, 95th percentile', (c) => c.minute.p95, formatTime],
    ['processor time per 1,000 panels', (c) => c.minute.cpu, formatSeconds],
    ['peak memory', (c) => c.minute.memory, formatBytes],
    [`calls when ${viewers} viewers open everything at once`, (c) => c.opening?.cold.calls, formatNumber],
    ['one panel with 10 queries', (c) => c.queries.p50, formatTime],
    ['calls when two ask the same and one cancels', (c) => c.cancel.calls, formatNumber],
    ['time until that one is released', (c) => c.cancel.released, formatTime, true],
    [`panels with values while LivePerson fails for ${seconds} s`, (c) => c.outage.during, formatPercent, true],
    ['panels with values after that', (c) => c.outage.after, formatPercent, true],
  ];
  const cells = rows.flatMap(([name, value, format, noRatio]) => {
    const [one, other] = [value(of('baseline')), value(of('plugin'))];
    const both = one !== undefined && other !== undefined;
    return both ? [[name, format(one), format(other), noRatio ? '–' : ratio(one, other)]] : [];
  });
  return table(['', 'baseline', 'this plugin', 'ratio'], cells);
}

/** Calls, marked where panels had no response in time. */
const calls = ({ calls: count, panels, answered }: Result) =>
  answered < panels
    ? `${formatNumber(count)} (${formatNumber(panels - answered)} of ${formatNumber(panels)} panels failed)`
    : formatNumber(count);

/** What both clients took, the plugin bold. */
const versus = ({ baseline, plugin }: Measured['taken'], show: (taken: Taken) => string) =>
  [baseline && show(baseline), plugin && `**${show(plugin)}**`].filter(Boolean).join(' vs ');

/** All scenarios with all dashboards. */
const everySize = (measured: Measured[]) =>
  table(
    [
      'agents, skills',
      'delay',
      'viewers',
      'calls, first',
      'calls, refresh',
      'p50, refresh',
      'p95, refresh',
      'dashboard, first',
    ],
    measured
      .filter(({ scenario }) => scenario.panels === 0 && scenario.days === 1)
      .map(({ scenario: { agents, skills, delay, viewers }, taken: of }) => [
        `${formatNumber(agents)}, ${formatNumber(skills)}`,
        `${delay} ms`,
        String(viewers),
        versus(of, ({ cold }) => calls(cold)),
        versus(of, ({ warm }) => calls(warm)),
        versus(of, ({ warm }) => formatTime(warm.p50)),
        versus(of, ({ warm }) => formatTime(warm.p95)),
        versus(of, ({ cold }) => formatTime(cold.dashboard)),
      ])
  );

const growths: Array<[name: string, from: Partial<Scenario>, to: Partial<Scenario>]> = [
  ['viewers, 1 → 10', {}, { viewers: 10 }],
  ['viewers, 1 → 50', {}, { viewers: 50 }],
  ['panels of a dashboard, 10 → 160', { panels: 10 }, { panels: 160 }],
  ['agents, 60 → 1,000', {}, { agents: 1000 }],
  ['skills, 12 → 1,000', {}, { skills: 1000 }],
  ['days, 1 → 13', {}, { days: 13 }],
];

/** How calls, time and memory grow from the smallest to the biggest. */
export function scaling(measured: Measured[]): string {
  const rows = growths.flatMap(([name, from, to]) => {
    const [less, more] = [taken(measured, from), taken(measured, to)];
    const grown = (show: (taken: Taken) => string) =>
      less &&
      more &&
      `${show(less.baseline)} → ${show(more.baseline)} vs **${show(less.plugin)} → ${show(more.plugin)}**`;
    const cells = [
      grown(({ cold }) => calls(cold)),
      grown(({ cold }) => formatTime(cold.dashboard)),
      grown(({ warm }) => formatBytes(warm.memory)),
    ];
    return cells.every((cell) => cell !== undefined) ? [[name, ...cells]] : [];
  });
  return rows.length > 0
    ? `## How it grows\n\n${table(['', 'calls, first', 'dashboard, first', 'peak memory'], rows)}`
    : '';
}

function introduction({ longRuns: { baseline, plugin }, seconds }: Report): string {
  const [theirs, ours] = [maxViewers(baseline), maxViewers(plugin)];
  return `What LivePerson is asked should depend on what people want to know, not on how many look. When ${ours.viewers} viewers have all five dashboards open for ${seconds} seconds, each refreshing once, this plugin sends LivePerson ${formatNumber(ours.minute.calls)} requests, and a plugin that asks panel by panel ${formatNumber(theirs.minute.calls)}. A single viewer, whose few refreshes meet fewer of the moments at which values get too old, takes even less.`;
}

const byViewers = ({ longRuns: { baseline, plugin }, seconds }: Report) =>
  table(
    [`viewers`, `calls in ${seconds} s, baseline`, 'this plugin'],
    plugin.steadyStates.map(({ viewers, minute }, place) => [
      String(viewers),
      formatNumber(baseline.steadyStates[place]?.minute.calls ?? -1),
      formatNumber(minute.calls),
    ])
  );

function machine({ machine: { processor, cores, system, go, node }, measured }: Report): string {
  const spreads = measured.flatMap(({ scenario, taken: of }) =>
    scenario.runs > 1 ? Object.values(of).map(({ spread }) => spread) : []
  );
  const noise =
    spreads.length > 0
      ? ` Where something was measured more than once its median counts; median times of panels lay up to ${formatPercent(Math.max(...spreads))} apart.`
      : '';
  return `Measured on ${cores} cores (${processor}), ${system}, ${go}, Node ${node}, shared by simulator, plugin and load: trust the ratios, not the times. Processor time and memory are measured on Linux only.${noise}`;
}

/** The page about performance, in Markdown. */
export const report = (all: Report): string =>
  [
    '# Performance',
    introduction(all),
    byViewers(all),
    summary(all),
    `In all of these LivePerson takes 150 ms to answer. Times are those of the caller, protocol and all; in the minute, the panels of a dashboard load all at once. They are measured in one run on the [simulator](../simulator/README.md) (60 agents, 12 skills), with the project's own dashboards at their defaults, over Grafana's plugin protocol. The [baseline](../bench/baseline) is the simplest correct plugin: the queries of a panel one after another, a request for each and for each further page, its token kept, nothing shared or remembered. It leaves out formulas, so it does less. The time until a cancelled panel is released is measured to about 2 ms. In the ${all.seconds} s of failure every service answers 503, and one viewer refreshes every five seconds.`,
    '## Every size',
    everySize(all.measured),
    'Calls are those of all viewers together: when everybody opens all dashboards at the same moment and nothing is known yet (first), and when they refresh right after that, dashboards 20 ms apart. Dashboard is the median time until all panels of one are there. A panel without a response after 30 s has failed, as in Grafana. The plugin keeps to its rate limit, 40 requests a second unless the data source is set otherwise, and so takes its time where opening everything needs hundreds of calls; the baseline has no limit, which the simulator allows. With 1,000 skills and agents the baseline has one viewer only: more would ask the simulator that many times as often.',
    scaling(all.measured),
    all.goBenchmarks && `## Inside the plugin\n\n\`\`\`\n${all.goBenchmarks}\n\`\`\``,
    '## Run it yourself',
    '```sh\nnpm run bench             # ten minutes and more; writes this page\nnpm run bench -- --quick  # a minute; writes nothing but prints the page\nnpm run bench -- --compare <executable>  # the steady state of another build of the plugin beside this one\n```',
    machine(all),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

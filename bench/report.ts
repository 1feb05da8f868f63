import { formatBytes, formatNumber, formatPercent, formatSeconds, formatTime, ratio, table } from './format';
import { realtimeServices, type Service } from '../simulator/calls';
import type { Result } from './load';
import type { LongRuns, Measured, SteadyState, Taken } from './measure';
import { type Client, usual } from './scenarios';

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

/** A row of a table about several clients: what to show of each, and how. */
export type Row<Of> = [
  name: string,
  value: (of: Of) => number | undefined,
  format: (value: number) => string,
  noRatio?: boolean,
];

/** The rows of a steady state, but for its calls. */
export const steadyRows: Array<Row<SteadyState>> = [
  ['a panel loaded alone, median', ({ alone }) => alone?.p50, formatTime],
  ['a panel loaded alone, 95th percentile', ({ alone }) => alone?.p95, formatTime],
  ['a panel of that minute, median', ({ minute }) => minute.p50, formatTime],
  ['a panel of that minute, 95th percentile', ({ minute }) => minute.p95, formatTime],
  ['processor time per 1,000 panels', ({ minute }) => minute.cpu, formatSeconds],
  ['peak memory', ({ minute }) => minute.memory, formatBytes],
];

/** The table of ratios that people read first. What was not measured is left out. */
function summary({ measured, longRuns, seconds }: Report): string {
  const { viewers, minute } = maxViewers(longRuns.plugin);
  const opening = measured.find(
    ({ scenario }) => scenario.delay > 0 && scenario.viewers === viewers && scenario.agents === usual.agents
  )?.taken;
  const of = (client: Client) => ({ ...longRuns[client], ...maxViewers(longRuns[client]), opening: opening?.[client] });
  const rows: Array<Row<ReturnType<typeof of>>> = [
    [
      `calls in ${seconds} s, ${viewers} viewers, ${formatNumber(minute.panels)} panels`,
      (c) => c.minute.calls,
      formatNumber,
    ],
    ...steadyRows,
    [`calls when ${viewers} viewers open everything at once`, (c) => c.opening?.cold.calls, formatNumber],
    ['one panel with 10 queries', (c) => c.queries.p50, formatTime],
    ['calls when two send the same query and one cancels', (c) => c.cancel.calls, formatNumber],
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

/** All scenarios, each of which differs from the first in little. */
const everySize = (measured: Measured[]) =>
  table(
    [
      ...['agents, skills', 'delay', 'viewers', 'panels', 'days'],
      ...['calls, first', 'calls, refresh', 'p50, refresh', 'dashboard, first', 'peak memory'],
    ],
    measured.map(({ scenario: { agents, skills, delay, viewers, days }, taken }) => [
      `${formatNumber(agents)}, ${formatNumber(skills)}`,
      `${delay} ms`,
      String(viewers),
      formatNumber((taken.plugin?.cold.panels ?? 0) / viewers),
      String(days),
      versus(taken, ({ cold }) => calls(cold)),
      versus(taken, ({ warm }) => calls(warm)),
      versus(taken, ({ warm }) => formatTime(warm.p50)),
      versus(taken, ({ cold }) => formatTime(cold.dashboard)),
      versus(taken, ({ warm }) => formatBytes(warm.memory)),
    ])
  );

function introduction({ longRuns: { baseline, plugin }, seconds }: Report): string {
  const [theirs, ours] = [maxViewers(baseline), maxViewers(plugin)];
  return `The load on LivePerson should depend on what people want to know, not on how many are looking. When ${ours.viewers} viewers have all dashboards open for ${seconds} seconds, each refreshing once, this plugin sends LivePerson ${formatNumber(ours.minute.calls)} requests, and a plugin that sends requests panel by panel ${formatNumber(theirs.minute.calls)}. A single viewer causes even fewer, because fewer refreshes hit a moment at which values are too old.`;
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

/** LivePerson's APIs by the methods that the simulator counts. */
const apis: Array<[name: string, methods: Service[]]> = [
  ['Key Messaging Metrics', ['metrics', 'agent_view', 'historical', 'availability']],
  [
    'Messaging Operations',
    [
      ...(['msgconversation', 'msgcsatdistribution', 'msgqueuehealth', 'msgqueuehealth_current'] as const),
      ...(['msgqueuehealthbygroup', 'msgskillsegments', 'msgagentsegments'] as const),
    ],
  ],
  ['Operational Realtime', [...realtimeServices]],
  ['Messaging Interactions', ['interactions']],
  ['Agent Metrics', ['agentMetrics']],
  ['Lists of skills, agent groups and users', ['lists']],
  ['Sign-in and hosts', ['domain', 'token', 'login']],
];

/** The plugin's calls to each API: when the dashboards are first opened, and in the minute of the most viewers. */
function byApi({ longRuns: { plugin }, seconds }: Report): string {
  const { viewers, first, minute } = maxViewers(plugin);
  const count = ({ callsBy }: Result, methods: Service[]) =>
    formatNumber(methods.reduce((sum, method) => sum + (callsBy[method] ?? 0), 0));
  return table(
    ['calls of this plugin to', 'when first opened', `in ${seconds} s, ${viewers} viewers`],
    apis.map(([name, methods]) => [name, count(first, methods), count(minute, methods)])
  );
}

const machine = ({ machine: { processor, cores, system, go, node } }: Report) =>
  `Measured on ${cores} cores (${processor}), ${system}, ${go}, Node ${node}, shared by simulator, plugin and load generator: trust the ratios, not the times. Processor time and memory are measured on Linux only.`;

/** The page about performance, in Markdown. */
export const report = (all: Report): string =>
  [
    '# Performance',
    introduction(all),
    byViewers(all),
    'By API, with all rows of the dashboards expanded:',
    byApi(all),
    summary(all),
    `In all of these, LivePerson takes 150 ms to respond. Times are what the caller sees, including the protocol; during the minute, the panels of a dashboard load all at once. They are measured in one run on the [simulator](../simulator/README.md) (60 agents, 12 skills), with the project's own dashboards at their defaults, over Grafana's plugin protocol. The [baseline](../bench/baseline) is the simplest correct plugin: it runs the queries of a panel one after another, sends a request for each and for each further page, keeps its token, and shares or caches nothing else. It leaves out formulas and all APIs but Key Messaging Metrics, so panels that need these fail, and it does less. The time until a canceled panel is released is accurate to about 2 ms. During the ${all.seconds} s of failure, every service returns 503, and one viewer refreshes every five seconds.`,
    '## Every size',
    everySize(all.measured),
    'Calls are those of all viewers together: when everybody opens all dashboards at the same moment with an empty cache (first), and when they refresh right after that, with dashboards 20 ms apart. Dashboard is the median time until all panels of a dashboard are loaded. A panel without a response after 30 s has failed, as in Grafana. The plugin keeps to its rate limit, 40 requests per second by default, and so takes longer when opening everything needs hundreds of calls; the baseline has no limit, which the simulator allows. With 1,000 skills and agents, the baseline has only one viewer: each further viewer would send the simulator as many requests again.',
    all.goBenchmarks && `## Inside the plugin\n\n\`\`\`\n${all.goBenchmarks}\n\`\`\``,
    '## Run it yourself',
    '```sh\nnpm run bench             # ten minutes and more; writes this page\nnpm run bench -- --quick  # a minute; writes nothing but prints the page\nnpm run bench -- --live   # a quarter of an hour, in the Grafana of GRAFANA_HOME; writes its section of this page\nnpm run bench -- --compare <executable>  # the steady state of another build of the plugin beside this one\n```',
    machine(all),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

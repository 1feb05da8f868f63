import { crowded, glance } from './glance';
import type { Benchmark } from './goBenchmarks';
import { growth, matrix } from './growth';
import { figure, percent } from './numbers';
import type { Results } from './results';
import { table } from './table';

/** The page about performance. @param picture address of the chart from there, empty for none */
export function page(results: Results, picture: string): string {
  return [
    '# Performance',
    means(results),
    picture && `![Upstream calls in a minute, by viewers](${picture})`,
    glance(results),
    compared(results),
    '## Every size',
    matrix(results.measured),
    'Calls are those of all viewers together: when everybody opens all dashboards at the same moment and nothing is known yet (first), and when they refresh right after that, dashboards 20 ms apart. Dashboard is the median time until all panels of one are there. A panel that has no answer after 30 s has failed, as in Grafana. The plugin keeps to its budget, 40 calls a second unless the data source is set otherwise, and so takes its time where opening everything needs hundreds of calls; panel by panel there is no budget, which the simulator allows. With 1,000 skills or agents the panel-by-panel client has one viewer only: more would ask the simulator that many times as often.',
    ...section('How it grows', growth(results.measured)),
    ...section('Inside the plugin', benchmarkTable(results.benchmarks)),
    '## Run it yourself',
    '```sh\nnpm run bench             # ten minutes and more; writes this page\nnpm run bench -- --quick  # a minute; writes nothing but prints the page\n```',
    machine(results),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A heading and what is below it, nothing where a quick run has no rows for it. */
function section(title: string, rows: string): string[] {
  return rows.split('\n').length > 2 ? [`## ${title}`, rows] : [];
}

function means(results: Results): string {
  const { ours, panelwise } = crowded(results);
  const alone = results.lasting.by.ours.minutes.find(({ viewers }) => viewers === 1);
  const forOne = alone
    ? `, and ${figure(alone.refresh.calls)} times for one viewer, whose few looks meet fewer of the moments at which values get too old`
    : '';
  return `What LivePerson is asked should depend on what people want to know, not on how many look. When ${ours.viewers} viewers have all five dashboards open for ${results.lasting.seconds} seconds, each refreshing once, this plugin asks LivePerson ${figure(ours.refresh.calls)} times${forOne}. Asking panel by panel takes ${figure(panelwise.refresh.calls)}.`;
}

function compared({ lasting }: Results): string {
  return `In all of these LivePerson takes 150 ms to answer. Times are those of the caller, protocol and all; in the minute, the panels of a dashboard ask all at once. They are measured in one run on the [simulator](../simulator/README.md) (60 agents, 12 skills), with the project's own dashboards at their defaults, over Grafana's plugin protocol. _Panel by panel_ is [the simplest correct client](../bench/panelwise): the queries of a panel one after another, a call for each and for each further page, its token kept, nothing shared or remembered. It leaves out formulas, so it does less. In the ${lasting.seconds} s of failure every service answers 503, and one viewer refreshes every five seconds.`;
}

function benchmarkTable(benchmarks: Benchmark[]): string {
  const rows = benchmarks.map(({ package: at, name, metrics }) => {
    const show = (unit: string) => (metrics[unit] === undefined ? '–' : figure(metrics[unit]));
    const others = Object.keys(metrics).filter((unit) => !['ns/op', 'B/op', 'allocs/op'].includes(unit));
    return [
      `${at}: ${name}`,
      show('ns/op'),
      show('B/op'),
      show('allocs/op'),
      others.map((unit) => `${show(unit)} ${unit}`).join(', ') || '–',
    ];
  });
  return table(['', 'ns', 'bytes', 'allocations', 'for each'], rows);
}

function machine({ machine: { processor, cores, system, go, node }, measured }: Results): string {
  const noises = measured.flatMap(({ cell, taken }) =>
    cell.runs > 1 ? Object.values(taken).map(({ noise }) => noise) : []
  );
  const worst =
    noises.length > 0
      ? ` Where a cell was measured more than once its median counts; median times of panels lay up to ${percent(Math.max(...noises))} apart.`
      : '';
  const memory = system === 'linux' ? '' : ' Processor time and memory are read from /proc, which only Linux has.';
  return `Measured on ${cores} cores (${processor}), ${system}, ${go}, Node ${node}, shared by simulator, plugin and load: trust the ratios, not the times.${worst}${memory}`;
}

import { formatNumber, median, ratio, table } from './format';
import { startSimulator } from './load';
import { type SteadyState, steadyState } from './measure';
import { type Row, steadyRows } from './report';
import { usual } from './scenarios';

const viewers = 50;

/**
 * Measures the steady state of two builds of the plugin, and resolves with a table of both and their ratios. Both run at
 * the same time, each with a simulator of its own, so that whatever else the machine does meets both alike.
 */
export async function compare(other: string, own: string, runs: number): Promise<string> {
  const simulators = [await startSimulator(usual), await startSimulator(usual)] as const;
  const measured: Array<[SteadyState, SteadyState]> = [];
  for (let run = 0; run < runs; run++) {
    const both = [steadyState(other, simulators[0], viewers), steadyState(own, simulators[1], viewers)] as const;
    measured.push(await Promise.all(both));
  }
  const rows: Array<Row<SteadyState>> = [
    ['calls, first view', ({ first }) => first.calls, formatNumber],
    [`calls, ${viewers} viewers in a minute`, ({ minute }) => minute.calls, formatNumber],
    ['panels with values', ({ minute }) => minute.filled, formatNumber],
    ...steadyRows,
  ];
  return table(
    ['', 'other build', 'this build', 'this / other'],
    rows.map(([name, value, format]) => {
      const theirs = median(measured.map(([state]) => value(state) ?? -1));
      const ours = median(measured.map(([, state]) => value(state) ?? -1));
      return [name, format(theirs), format(ours), ratio(ours, theirs)];
    })
  );
}

import { figure, median, ratio, size, time } from './numbers';
import { small } from './cells';
import type { Viewed } from './measure';
import { load, startSimulator } from './programs';
import { table } from './table';

/** Two executables of the plugin: one to compare with, and one that is compared. */
export interface Builds {
  other: string;
  own: string;
}

const viewers = 50;

async function steadyState(executable: string, upstream: string): Promise<Viewed> {
  return load<Viewed>(executable, upstream, ['-mode', 'everyday', '-viewers', String(viewers), '-delay', '150ms']);
}

/**
 * Measures the steady state of two builds and resolves with a table of both and their ratios. Both run at the same
 * time, each with a simulator of its own, so that whatever else the machine does meets both alike.
 */
export async function compare({ other, own }: Builds, runs: number): Promise<string> {
  const upstreams = [await startSimulator(small), await startSimulator(small)] as const;
  const measured: Array<{ other: Viewed; own: Viewed }> = [];
  for (let run = 0; run < runs; run++) {
    const [theirs, ours] = await Promise.all([steadyState(other, upstreams[0]), steadyState(own, upstreams[1])]);
    measured.push({ other: theirs, own: ours });
  }
  const row = (name: string, value: (viewed: Viewed) => number, show: (n: number) => string) => {
    const theirs = median(measured.map((run) => value(run.other)));
    const ours = median(measured.map((run) => value(run.own)));
    return [name, show(theirs), show(ours), ratio(ours, theirs)];
  };
  return table(
    ['', 'other build', 'this build', 'this / other'],
    [
      row('calls, first view', ({ refreshes }) => refreshes[0]!.calls, figure),
      row(`calls, ${viewers} viewers in a minute`, ({ refreshes }) => refreshes[2]!.calls, figure),
      row('panels with values', ({ refreshes }) => refreshes[2]!.filled, figure),
      row('a panel asked by itself, median', ({ refreshes }) => refreshes[1]!.p50, time),
      row('a panel asked by itself, 95th percentile', ({ refreshes }) => refreshes[1]!.p95, time),
      row('a panel of that minute, median', ({ refreshes }) => refreshes[2]!.p50, time),
      row('a panel of that minute, 95th percentile', ({ refreshes }) => refreshes[2]!.p95, time),
      row('processor time per 1,000 panels', ({ cpu }) => cpu, (s) => `${figure(s)} s`),
      row('peak memory', ({ memory }) => memory, size),
    ]
  );
}

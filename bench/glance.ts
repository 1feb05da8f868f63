import { small } from './cells';
import type { Minute } from './lasting';
import type { Taken } from './measure';
import { figure, percent, ratio, size, time } from './numbers';
import { both, type Results } from './results';
import { table } from './table';

type Row = [what: string, panelwise: string, ours: string, times: string];
type Pair<Of> = { panelwise: Of; ours: Of };

/** The table of ratios that people read first. */
export function glance(results: Results): string {
  return table(
    ['', 'panel by panel', 'this plugin', 'ratio'],
    [...everyday(results), ...opening(results), ...singles(results)]
  );
}

/** The minute with the most viewers, for both clients. Throws where none was measured. */
export function crowded({ lasting }: Results): Pair<Minute> {
  const last = (minutes: Minute[]) => {
    const found = minutes.at(-1);
    if (!found) {
      throw new Error('No minute was measured.');
    }
    return found;
  };
  return { panelwise: last(lasting.by.panelwise.minutes), ours: last(lasting.by.ours.minutes) };
}

function row<Of>(
  what: string,
  { panelwise, ours }: Pair<Of>,
  value: (of: Of) => number,
  show: (n: number) => string
): Row {
  return [what, show(value(panelwise)), show(value(ours)), ratio(value(panelwise), value(ours))];
}

function everyday(results: Results): Row[] {
  const found = crowded(results);
  const { viewers, refresh } = found.ours;
  const panels = figure(refresh.panels);
  const seconds = (s: number) => (s < 0 ? 'not measured' : `${figure(s)} s`);
  return [
    row(
      `calls in ${results.lasting.seconds} s, ${viewers} viewers, ${panels} panels`,
      found,
      (m) => m.refresh.calls,
      figure
    ),
    ...alone(found),
    row('a panel of that minute, median', found, (m) => m.refresh.p50, time),
    row('a panel of that minute, 95th percentile', found, (m) => m.refresh.p95, time),
    row('processor time per 1,000 panels', found, (m) => m.cpu, seconds),
    row('peak memory', found, (m) => m.memory, size),
  ];
}

function alone(found: Pair<Minute>): Row[] {
  return found.ours.alone.panels === 0
    ? []
    : [
        row('a panel asked by itself, median', found, (m) => m.alone.p50, time),
        row('a panel asked by itself, 95th percentile', found, (m) => m.alone.p95, time),
      ];
}

function opening({ measured, lasting }: Results): Row[] {
  const counts = lasting.by.ours.minutes.map(({ viewers }) => viewers).reverse();
  for (const viewers of counts) {
    const found = both(measured, { size: small, delay: 150, viewers, panels: undefined, days: 1 });
    if (found) {
      const what = `calls when ${viewers} viewers open everything at once`;
      return [row<Taken>(what, found, ({ cold }) => cold.calls, figure)];
    }
  }
  return [];
}

function singles({ lasting }: Results): Row[] {
  const { by, seconds } = lasting;
  const still = `panels with values while LivePerson fails for ${seconds} s`;
  return [
    row('one panel with 10 queries', by, ({ panel }) => panel.took, time),
    row('calls when two ask the same and one gives up', by, ({ leave }) => leave.calls, figure),
    [...row('time until that one is released', by, ({ leave }) => leave.returned, time).slice(0, 3), '–'] as Row,
    [...row(still, by, ({ outage }) => outage.during, percent).slice(0, 3), '–'] as Row,
    [...row('panels with values after that', by, ({ outage }) => outage.after, percent).slice(0, 3), '–'] as Row,
  ];
}

import { type Cell, type Client, small } from './cells';
import type { Measured, Refresh, Taken } from './measure';
import { figure, size, time } from './numbers';
import { both, where } from './results';
import { table } from './table';

/** What both clients took, panel by panel first and the plugin bold; a client that has nothing to show is left out. */
function versus(taken: Partial<Record<Client, Taken>>, show: (taken: Taken) => string): string {
  const ours = taken.ours && `**${show(taken.ours)}**`;
  return [taken.panelwise && show(taken.panelwise), ours].filter((part) => part !== undefined).join(' vs ');
}

/** All cells with all dashboards: viewers, sizes, delays. */
export function matrix(measured: Measured[]): string {
  const head = [
    'agents, skills',
    'delay',
    'viewers',
    'calls, first',
    'calls, refresh',
    'p50, refresh',
    'p95, refresh',
    'dashboard, first',
  ];
  const rows = where(measured, { panels: undefined, days: 1 }).map(({ cell, taken }) => [
    `${figure(cell.size.agents)}, ${figure(cell.size.skills)}`,
    `${cell.delay} ms`,
    String(cell.viewers),
    versus(taken, ({ cold }) => calls(cold)),
    versus(taken, ({ warm }) => calls(warm)),
    versus(taken, ({ warm }) => time(warm.p50)),
    versus(taken, ({ warm }) => time(warm.p95)),
    versus(taken, ({ cold }) => time(cold.dashboard)),
  ]);
  return table(head, rows);
}

/** Calls, marked where panels had no answer in time. */
function calls({ calls: count, panels, answered }: Refresh): string {
  return answered < panels
    ? `${figure(count)} (${figure(panels - answered)} of ${figure(panels)} panels failed)`
    : figure(count);
}

/** How calls, time and memory grow: each line from its smallest to its biggest, at 0 ms. */
export function growth(measured: Measured[]): string {
  const usual: Partial<Cell> = { size: small, delay: 0, viewers: 1, panels: undefined, days: 1 };
  const lines: Array<[what: string, from: Partial<Cell>, to: Partial<Cell>]> = [
    ['viewers, 1 → 10', usual, { ...usual, viewers: 10 }],
    ['viewers, 1 → 50', usual, { ...usual, viewers: 50 }],
    ['panels of a dashboard, 10 → 160', { ...usual, panels: 10 }, { ...usual, panels: 160 }],
    ['agents, 60 → 1,000', usual, { ...usual, size: { ...small, agents: 1000 } }],
    ['skills, 12 → 1,000', usual, { ...usual, size: { ...small, skills: 1000 } }],
    ['days, 1 → 13', usual, { ...usual, days: 13 }],
  ];
  const rows = lines.flatMap(([what, from, to]) => {
    const [less, more] = [both(measured, from), both(measured, to)];
    if (!less || !more) {
      return [];
    }
    const grown = (show: (taken: Taken) => string) => {
      const of = (client: Client) => `${show(less[client])} → ${show(more[client])}`;
      return `${of('panelwise')} vs **${of('ours')}**`;
    };
    return [
      [
        what,
        grown(({ cold }) => calls(cold)),
        grown(({ cold }) => time(cold.dashboard)),
        grown(({ memory }) => size(memory)),
      ],
    ];
  });
  return table(['', 'calls, first', 'dashboard, first', 'peak memory'], rows);
}

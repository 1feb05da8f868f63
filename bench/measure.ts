import { stopAll } from '../scripts/children';
import { type Cell, type Client } from './cells';
import { median, spread } from './numbers';
import { executables, load, startSimulator } from './programs';

/** What one refresh of all viewers' dashboards took; times in ms, of panels or whole dashboards. */
export interface Refresh {
  calls: number;
  panels: number;
  answered: number;
  filled: number;
  p50: number;
  p95: number;
  dashboard: number;
}

/** What a client took in a cell: CPU seconds per 1,000 panels when warm, peak memory in bytes, -1 where unknown. */
export interface Taken {
  cold: Refresh;
  warm: Refresh;
  cpu: number;
  memory: number;
  /** How far the runs lie apart, in warm median time, as a share. */
  noise: number;
}

/** A cell with what each of its clients took. */
export interface Measured {
  cell: Cell;
  taken: Partial<Record<Client, Taken>>;
}

/** What the load generator says of some refreshes, the first one cold. */
export interface Viewed {
  refreshes: Refresh[];
  cpu: number;
  memory: number;
}

/** The median of each number of some refreshes. */
export function middle(refreshes: Refresh[]): Refresh {
  const of = (name: keyof Refresh) => median(refreshes.map((refresh) => refresh[name]));
  return {
    calls: of('calls'),
    panels: of('panels'),
    answered: of('answered'),
    filled: of('filled'),
    p50: of('p50'),
    p95: of('p95'),
    dashboard: of('dashboard'),
  };
}

async function takenBy(client: Client, { delay, viewers, runs, warm, panels, days }: Cell, upstream: string) {
  const options = ['-delay', `${delay}ms`, '-viewers', String(viewers), '-refreshes', String(warm + 1)];
  options.push('-panels', String(panels ?? 0), '-days', String(days));
  const views: Viewed[] = [];
  for (let run = 0; run < runs; run++) {
    views.push(await load<Viewed>(executables[client], upstream, options));
  }
  const warms = views.map(({ refreshes }) => middle(refreshes.slice(1)));
  return {
    cold: middle(views.flatMap(({ refreshes }) => refreshes.slice(0, 1))),
    warm: middle(warms),
    cpu: median(views.map(({ cpu }) => cpu)),
    memory: median(views.map(({ memory }) => memory)),
    noise: spread(warms.map(({ p50 }) => p50)),
  };
}

/** Measures all cells, and tells of each. */
export async function measure(cells: Cell[], say: (sentence: string) => void): Promise<Measured[]> {
  const measured: Measured[] = [];
  let running = '';
  let upstream = '';
  for (const cell of cells) {
    const { agents, skills } = cell.size;
    if (running !== `${agents} ${skills}`) {
      await stopAll();
      upstream = await startSimulator(cell.size);
      running = `${agents} ${skills}`;
    }
    const taken: Measured['taken'] = {};
    for (const client of cell.clients) {
      taken[client] = await takenBy(client, cell, upstream);
      const { cold, warm } = taken[client];
      const what = `${agents} agents, ${skills} skills, ${cell.delay} ms, ${cell.viewers} viewers, ${cold.panels} panels, ${cell.days} d`;
      say(`${what}, ${client}: ${cold.calls} calls, then ${warm.calls}; ${warm.p50.toFixed(1)} ms warm`);
    }
    measured.push({ cell, taken });
  }
  await stopAll();
  return measured;
}

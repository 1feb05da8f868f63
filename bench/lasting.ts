import { stopAll } from '../scripts/children';
import { type Client, clients, small } from './cells';
import type { Refresh, Viewed } from './measure';
import { median } from './numbers';
import { executables, load, startSimulator } from './programs';

/** A minute in which each viewer refreshes all dashboards once. CPU seconds are per 1,000 panels; -1 is unknown. */
export interface Minute {
  viewers: number;
  refresh: Refresh;
  /** Every panel asked by itself before that, while answers are fresh; without panels where the minute is a short one. */
  alone: Refresh;
  cpu: number;
  memory: number;
}

/** What a client does where there is one thing to see; times in ms, shares of 1. */
export interface Single {
  panel: { queries: number; calls: number; took: number; filled: boolean };
  leave: { returned: number; stayed: boolean; calls: number };
  outage: { during: number; after: number; calls: number };
  minutes: Minute[];
}

/** What takes its time, by client, and how many seconds the minute and the outage were long. */
export interface Lasting {
  seconds: number;
  by: Record<Client, Single>;
}

const slow = ['-delay', '150ms'];

/** Measures ten queries in a panel and a caller who leaves. */
async function moments(client: Client, upstream: string): Promise<Pick<Single, 'panel' | 'leave'>> {
  const panels: Array<Single['panel']> = [];
  for (let run = 0; run < 3; run++) {
    panels.push(await load<Single['panel']>(executables[client], upstream, ['-mode', 'panel', ...slow]));
  }
  const leave = await load<Single['leave']>(client, upstream, ['-mode', 'leave', ...slow]);
  const took = median(panels.map((panel) => panel.took));
  return { panel: { ...panels[0]!, took }, leave };
}

/**
 * Measures everyday minutes with so many viewers and a LivePerson that fails. As all of it is mostly waiting, it goes on
 * at the same time, each with a contact centre of its own.
 */
async function minutes(client: Client, viewerCounts: number[], seconds: number, upstreams: string[]) {
  const lasting = ['-lasting', `${seconds}s`];
  const everyday = async (viewers: number, upstream: string): Promise<Minute> => {
    const options = ['-mode', 'everyday', '-viewers', String(viewers), ...slow, ...lasting];
    const { refreshes, cpu, memory } = await load<Viewed>(executables[client], upstream, options);
    return { viewers, alone: refreshes[1]!, refresh: refreshes[2]!, cpu, memory };
  };
  const failing = ['-mode', 'outage', '-every', '5s', ...lasting];
  const [outage, ...passed] = await Promise.all([
    load<Single['outage']>(executables[client], upstreams[0]!, failing),
    ...viewerCounts.map((viewers, place) => everyday(viewers, upstreams[place + 1]!)),
  ]);
  return { outage, minutes: passed };
}

/** Measures what takes its time, one client after the other. @param seconds length of a minute and of the outage */
export async function measureLasting(viewerCounts: number[], seconds: number): Promise<Lasting> {
  const by: Partial<Record<Client, Single>> = {};
  const upstreams = [await startSimulator(small)];
  for (const _ of viewerCounts) {
    upstreams.push(await startSimulator(small));
  }
  for (const client of clients) {
    const single = await moments(client, upstreams[0]!);
    by[client] = { ...single, ...(await minutes(client, viewerCounts, seconds, upstreams)) };
  }
  await stopAll();
  return { seconds, by: by as Record<Client, Single> };
}

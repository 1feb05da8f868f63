import { setTimeout as pause } from 'node:timers/promises';

import { sumBy } from 'lodash';

import { UserError } from '../../scripts/project';
import { type Calls, control } from '../load';
import { closeConversations, openConversations, type Source } from './source';
import { askForChannel, Subscriber, type Table } from './subscriber';

/** What subscribers of one table got, and what that cost LivePerson. */
export interface Watched {
  subscribers: number;
  seconds: number;
  calls: Calls;
  /** Frames that a subscriber got: the one with the fewest, and the one with the most. */
  frames: { least: number; most: number };
  /** Bytes of a frame. */
  bytes: number;
  rows: { least: number; most: number };
  /** How often the tables of all were compared, and how often they were the same. */
  compared: number;
  same: number;
}

const betweenComparisonsMs = 5000;
const rushSize = 60;

/** Whether all have a table, and those made at the same time have the same cells and are no older than the last but one. */
export function isSame(tables: Array<Table | undefined>): boolean {
  const cells = new Map<number, string>();
  const agree = tables.every((table) => {
    if (!table) {
      return false;
    }
    const known = cells.get(table.madeAt) ?? table.cells;
    cells.set(table.madeAt, known);
    return known === table.cells;
  });
  // While a frame is on its way, some have it and some do not yet.
  return agree && cells.size <= 2;
}

async function waitForTables(all: Subscriber[]): Promise<void> {
  for (const end = Date.now() + 30_000; all.some(({ table }) => !table); await pause(100)) {
    if (Date.now() > end) {
      const without = all.filter(({ table }) => !table).length;
      throw new UserError(`${without} of ${all.length} subscribers have no table after 30 s.`);
    }
  }
}

const extremes = (numbers: number[]) => ({ least: Math.min(...numbers), most: Math.max(...numbers) });

/** A rush in the middle third of a time. */
async function rush(simulator: string, ms: number): Promise<void> {
  await pause(ms / 3);
  await openConversations(simulator, rushSize);
  await pause(ms / 3);
  await closeConversations(simulator);
}

/** Has so many subscribers follow the table of Live sessions while conversations come and go. */
export async function watch(source: Source, count: number, ms: number): Promise<Watched> {
  const { grafana, simulator } = source;
  const channels = await Promise.all(Array.from({ length: count }, () => askForChannel(source)));
  const all = channels.map((channel) => new Subscriber(grafana, channel));
  try {
    await waitForTables(all);
    all.forEach((one) => (one.frames = one.bytes = 0));
    await control(simulator, 'DELETE', 'calls');
    const rushing = rush(simulator, ms);
    let [compared, same] = [0, 0];
    for (const end = Date.now() + ms; Date.now() < end; compared++) {
      await pause(Math.min(betweenComparisonsMs, ms));
      same += isSame(all.map(({ table }) => table)) ? 1 : 0;
    }
    await rushing;
    const calls = await control(simulator, 'GET', 'calls');
    return {
      ...{ subscribers: count, seconds: ms / 1000, calls, compared, same },
      frames: extremes(all.map(({ frames }) => frames)),
      bytes: sumBy(all, 'bytes') / Math.max(1, sumBy(all, 'frames')),
      rows: extremes(all.flatMap(({ rows }) => [rows.least, rows.most])),
    };
  } finally {
    all.forEach((one) => one.leave());
  }
}

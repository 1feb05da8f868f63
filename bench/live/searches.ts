import { setTimeout as pause } from 'node:timers/promises';

import { executables, Load, startSimulator } from '../load';
import { usual } from '../scenarios';
import { openConversations, sessionsQuery } from './source';

/** The searches that a list of open conversations takes. */
export interface Listing {
  open: number;
  /** Of the first list, and of each refresh after it. */
  first: number;
  refreshes: number[];
  /** Milliseconds between two refreshes. */
  every: number;
}

/** How long current values are fresh unless a setting says otherwise. */
const refreshMs = 30_000;

/** Waits until shortly after current values have become stale. */
const untilNextRefresh = () => pause(refreshMs - (Date.now() % refreshMs) + 500);

/** Measures the searches of a list with so many conversations more than usual, at first and at each of some refreshes. */
export async function measureListing(backlog: number, refreshCount: number): Promise<Listing> {
  const simulator = await startSimulator(usual);
  const open = await openConversations(simulator, backlog, 0.5);
  const load = new Load(executables.plugin, simulator);
  const step = { dashboards: [[[sessionsQuery()]]] };
  await untilNextRefresh();
  const { callsBy } = await load.run(step);
  const refreshes: number[] = [];
  for (let refresh = 0; refresh < refreshCount; refresh++) {
    await untilNextRefresh();
    refreshes.push((await load.run(step)).callsBy.interactions ?? 0);
  }
  load.stop();
  return { open, first: callsBy.interactions ?? 0, refreshes, every: refreshMs };
}

import { SECOND } from '../contactCentre/time';
import type { Window } from '../operations/windows';
import type { Chat, ChatRecords } from './events';

/** How often sizes are sampled: as often as LivePerson refreshes its data. */
const STEP = 10 * SECOND;

/** A size changes at a time by a number. */
export interface Change {
  at: number;
  by: number;
}

/** Samples of a size in a window. */
export interface Samples {
  max: number;
  min: number;
  sum: number;
  count: number;
}

/** A size, which is 0 before its first change, at the full 10 seconds of a window up to now. */
export class SampledSize {
  private readonly first: number;
  private readonly sizes: Int32Array;

  constructor(changes: Iterable<Change>, { from, to }: Window, now: number) {
    this.first = Math.ceil(from / STEP);
    const end = Math.min(Math.ceil(to / STEP), Math.floor(now / STEP) + 1);
    this.sizes = new Int32Array(end - this.first);
    for (const { at, by } of changes) {
      const place = Math.max(0, Math.ceil(at / STEP) - this.first);
      if (place < this.sizes.length) {
        this.sizes[place]! += by;
      }
    }
    this.sizes.forEach((by, place, sizes) => (sizes[place] = by + (sizes[place - 1] ?? 0)));
  }

  /** The samples in a part of the window. */
  within({ from, to }: Window): Samples {
    const sizes = this.sizes.subarray(Math.ceil(from / STEP) - this.first, Math.ceil(to / STEP) - this.first);
    return {
      max: sizes.reduce((max, size) => Math.max(max, size), 0),
      min: sizes.reduce((min, size) => Math.min(min, size), sizes[0] ?? 0),
      sum: sizes.reduce((sum, size) => sum + size, 0),
      count: sizes.length,
    };
  }
}

/** Changes of the size of a queue. */
export function queueChanges(chats: readonly Chat[]): Change[] {
  return chats.flatMap(({ queued, startedAt, connectedAt, endedAt }) => {
    const leftAt = connectedAt ?? endedAt;
    const entry = { at: startedAt, by: 1 };
    return !queued ? [] : leftAt === undefined ? [entry] : [entry, { at: leftAt, by: -1 }];
  });
}

/** By index of the agent, changes of the number of slots that are free. */
export function slotChanges({ agents, chats }: ChatRecords): Change[][] {
  const events: Array<Array<{ at: number; busy: number; online?: boolean }>> = agents.map(({ records }) =>
    records.map(({ at, status }) => ({ at, busy: 0, online: status === 'ONLINE' }))
  );
  for (const { agent, offeredAt, endedAt } of chats) {
    if (agent !== undefined && offeredAt !== undefined) {
      events[agent]!.push({ at: offeredAt, busy: 1 });
      if (endedAt !== undefined) {
        events[agent]!.push({ at: endedAt, busy: -1 });
      }
    }
  }
  return events.map((own, index) => {
    const { maxChats } = agents[index]!.agent;
    let [busy, online, free] = [0, false, 0];
    return own
      .sort((a, b) => a.at - b.at)
      .map((event) => {
        busy += event.busy;
        online = event.online ?? online;
        const before = free;
        free = online ? maxChats - busy : 0;
        return { at: event.at, by: free - before };
      });
  });
}

import type { Status, StatusRecord } from '../contactCentre/journal';
import type { Window } from '../operations/windows';
import type { ChatRecords } from './events';

/** A part of an agent's time in which status and number of chats stay the same. Times are epoch ms. */
export interface Presence extends Window {
  status: Status;
  reason: string | undefined;
  /** Connected chats. */
  chats: number;
}

/** By index of the agent, the times for which the agent was logged in, oldest first. */
export function presences({ agents, chats, now }: ChatRecords): Presence[][] {
  const connected: Array<Array<{ at: number; by: number; record?: StatusRecord }>> = agents.map(() => []);
  for (const { agent, connectedAt, endedAt } of chats) {
    if (agent !== undefined && connectedAt !== undefined) {
      connected[agent]!.push({ at: connectedAt, by: 1 });
      if (endedAt !== undefined) {
        connected[agent]!.push({ at: endedAt, by: -1 });
      }
    }
  }
  return agents.map(({ records }, index) => {
    const changes = [...records.map((record) => ({ at: record.at, by: 0, record })), ...connected[index]!];
    changes.sort((a, b) => a.at - b.at);
    const parts: Presence[] = [];
    let part: Presence = { from: -Infinity, to: now, status: 'OFFLINE', reason: undefined, chats: 0 };
    for (const { at, by, record } of changes) {
      parts.push({ ...part, to: at });
      const { status, reason } = record ?? part;
      part = { from: at, to: now, status, reason, chats: part.chats + by };
    }
    return [...parts, part].filter(({ status, from, to }) => status !== 'OFFLINE' && to > from);
  });
}

/** The parts of these times that are in a window. */
export function within(parts: Presence[], { from, to }: Window): Presence[] {
  return parts
    .filter((part) => part.from < to && part.to > from)
    .map((part) => ({ ...part, from: Math.max(part.from, from), to: Math.min(part.to, to) }));
}

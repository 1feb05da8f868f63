import { groupBy } from 'lodash';

import type { Agent } from '../contactCentre/account';
import type { Status } from '../contactCentre/journal';
import type { Chat, ChatRecords } from '../chat/events';

/** A window [from, to) in epoch ms. */
export interface ChatWindow {
  from: number;
  to: number;
}

/** A visitor's way through the queue and the chat, in ms. */
export interface Visit extends Chat {
  /** The person who chatted; undefined without. */
  person?: Agent;
  /** When the visitor left the queue without a chat. */
  abandonedAt?: number;
  /** From the start to the connection, or to when the visitor left. */
  wait: number;
  /** From the connection to the end. */
  handling?: number;
}

/** How long an agent was logged in within a window, in ms. */
export interface Presence {
  agent: Agent;
  loggedIn: number;
  online: number;
  backSoon: number;
  away: number;
  /** Online with at least one chat, and with as many as the agent may have. */
  chatting: number;
  full: number;
}

/** What is read from the records of a chat floor. */
export function readVisits({ chats, agents, now }: ChatRecords): Visit[] {
  return chats.map((chat) => {
    const { connectedAt, endedAt, startedAt } = chat;
    return {
      ...chat,
      person: connectedAt === undefined ? undefined : agents[chat.agent!]!.agent,
      abandonedAt: connectedAt === undefined ? endedAt : undefined,
      wait: (connectedAt ?? endedAt ?? now) - startedAt,
      handling: connectedAt !== undefined && endedAt !== undefined ? endedAt - connectedAt : undefined,
    };
  });
}

/** The time of an agent with these chats: it is cut wherever the status or a chat changes, and each piece is looked at by itself. */
export function readPresence(
  { agent, records }: ChatRecords['agents'][number],
  own: Visit[],
  window: ChatWindow
): Presence {
  const statusAt = (at: number): Status => records.filter((record) => record.at <= at).at(-1)?.status ?? 'OFFLINE';
  const chatsAt = (at: number) =>
    own.filter(({ connectedAt, endedAt = Infinity }) => connectedAt! <= at && endedAt > at).length;
  const times = [
    ...records.map(({ at }) => at),
    ...own.flatMap(({ connectedAt, endedAt }) => [connectedAt!, endedAt ?? Infinity]),
  ];
  const inside = times.filter((at) => at > window.from && at < window.to);
  const cuts = [...new Set([window.from, ...inside, window.to])].sort((a, b) => a - b);
  const presence = { agent, loggedIn: 0, online: 0, backSoon: 0, away: 0, chatting: 0, full: 0 };
  for (const [n, from] of cuts.slice(0, -1).entries()) {
    const time = cuts[n + 1]! - from;
    const [status, chats] = [statusAt(from), chatsAt(from)];
    const isOnline = status === 'ONLINE';
    presence.loggedIn += status === 'OFFLINE' ? 0 : time;
    presence.online += isOnline ? time : 0;
    presence.backSoon += status === 'BACK_SOON' ? time : 0;
    presence.away += status === 'AWAY' ? time : 0;
    presence.chatting += isOnline && chats > 0 ? time : 0;
    presence.full += isOnline && chats >= agent.maxChats ? time : 0;
  }
  return presence;
}

/** By index of the agent, the slots that no chat takes, those that are offered included. */
export function readFreeSlots({ agents, chats }: ChatRecords): number[] {
  const open = groupBy(
    chats.filter(({ endedAt }) => endedAt === undefined),
    (chat) => chat.agent
  );
  return agents.map(({ agent, records }) => {
    const taken = open[agent.index]?.length ?? 0;
    return records.at(-1)?.status === 'ONLINE' ? agent.maxChats - taken : 0;
  });
}

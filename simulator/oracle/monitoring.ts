import { HOUR, LocalTime } from '../contactCentre/time';
import { readConversation, type Conversation } from './conversation';
import type { OracleQuery, Records } from './oracle';
import { openConversations, type ConversationValues } from './openConversations';

/** What live monitoring may be restricted to, by latest skill, group and agent of a conversation, and its day. */
export interface MonitoringQuery extends OracleQuery {
  /** Channels as LivePerson calls them, and the states QUEUED and ACTIVE. */
  channels?: string[];
  states?: string[];
  /** IANA name; by default that of the account. */
  timeZone?: string;
}

/** The counts of a row of live monitoring; null means no data. */
export type MonitoringValues = Record<string, number | null>;

/** The values of live monitoring. Times are epoch ms. */
export interface Monitoring {
  /** The last local midnight. */
  dayStart: number;
  account: MonitoringValues;
  skills: Record<string, MonitoringValues>;
  groups: Record<string, MonitoringValues>;
  agents: Record<string, MonitoringValues>;
  /** Conversations by the start of the local hour in which they started, today. */
  startedPerHour: Record<string, number>;
}

/** Live monitoring, and the rows of open conversations. */
export interface LiveValues {
  conversations: Record<string, ConversationValues>;
  monitoring: Monitoring;
}

/** Computes what screens of live conversations show, directly from the raw records. */
export function computeLive(records: Records, query: MonitoringQuery): LiveValues {
  const { account, journal, now } = records;
  const local = new LocalTime(query.timeZone ?? account.timeZone);
  const dayStart = startOfDay(local, now);
  const all: Conversation[] = [];
  for (let number = 0; number < journal.conversations; number++) {
    if (journal.closedAt(number) >= Math.min(dayStart, query.from)) {
      all.push(readConversation(account, journal, number, now));
    }
  }
  const sent = lastMessages(all, dayStart);
  const selected = all.filter((conversation) => isSelected(records, conversation, query));
  const valuesOf = (fits: (conversation: Conversation) => boolean) => {
    const own = selected.filter(fits);
    return { ...countsOf(own, dayStart, now), ...windowCounts(own, query) };
  };
  return {
    conversations: openConversations(account, selected, now),
    monitoring: {
      dayStart,
      account: valuesOf(() => true),
      skills: byId(account.skills, ({ index }) => valuesOf(({ skill }) => skill === index)),
      groups: byId(account.groups, ({ index }) => valuesOf(({ latestAgent }) => latestAgent?.group === index)),
      agents: byId(account.agents, (agent) => ({
        ...valuesOf(({ latestAgent }) => latestAgent === agent),
        last_outgoing_message_at: sent.get(agent.index) ?? null,
      })),
      startedPerHour: startsByHour(selected, local, dayStart),
    },
  };
}

function byId<T extends { id: string }>(items: T[], valuesOf: (item: T) => MonitoringValues) {
  return Object.fromEntries(items.map((item) => [item.id, valuesOf(item)]));
}

/** A day has 23 or 25 hours where the clocks change: midnight is where the local date does. */
function startOfDay(local: LocalTime, now: number): number {
  const day = local.day(now);
  const guess = local.dayStart(day);
  return [guess - HOUR, guess, guess + HOUR].find((at) => local.day(at) === day && local.day(at - 1) < day) ?? guess;
}

function isSelected({ account }: Records, conversation: Conversation, query: MonitoringQuery): boolean {
  const { channel, holder, latestAgent, skill } = conversation;
  const groupId = latestAgent && account.groups[latestAgent.group]!.id;
  const isNamed = (names: string[] | undefined, name: string | undefined) =>
    !names || (name !== undefined && names.includes(name));
  return (
    isNamed(query.skillIds, account.skills[skill]!.id) &&
    isNamed(query.groupIds, groupId) &&
    isNamed(query.agentIds, latestAgent?.id) &&
    isNamed(query.channels, channel) &&
    isNamed(query.states, holder ? 'ACTIVE' : 'QUEUED')
  );
}

/**
 * Active today are conversations with a message of the consumer, of a person or of a bot since midnight; for a first
 * response wait those of them that are open without a message of a person yet.
 */
function countsOf(conversations: Conversation[], dayStart: number, now: number): MonitoringValues {
  const active = conversations.filter(({ messages }) => messages.some(({ at }) => at >= dayStart));
  const isAnswered = ({ messages }: Conversation) => messages.some(({ agent }) => agent?.type === 'HUMAN');
  const waits = conversations
    .filter(({ closedAt, holder }) => closedAt === Infinity && !holder)
    .map(({ queuedAt }) => now - queuedAt);
  return {
    active_today: active.length,
    waiting_for_first_response: active.filter((one) => one.closedAt === Infinity && !isAnswered(one)).length,
    closed_today: conversations.filter(({ closedAt }) => closedAt >= dayStart && closedAt < Infinity).length,
    longest_wait: waits.length > 0 ? Math.max(...waits) : null,
  };
}

/** Conversations with a message in the window, and those that started in it. */
function windowCounts(conversations: Conversation[], { from, to }: OracleQuery): MonitoringValues {
  const isInside = (at: number) => at >= from && at < to;
  return {
    active: conversations.filter(({ messages }) => messages.some(({ at }) => isInside(at))).length,
    started: conversations.filter(({ startedAt }) => isInside(startedAt)).length,
  };
}

/** The latest message of each agent since midnight, by the agent's index. */
function lastMessages(conversations: Conversation[], dayStart: number): Map<number, number> {
  const latest = new Map<number, number>();
  for (const { at, agent } of conversations.flatMap(({ messages }) => messages)) {
    if (agent && at >= dayStart) {
      latest.set(agent.index, Math.max(at, latest.get(agent.index) ?? 0));
    }
  }
  return latest;
}

/** The hours in which none started are left out. */
function startsByHour(conversations: Conversation[], local: LocalTime, dayStart: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { startedAt } of conversations.filter((conversation) => conversation.startedAt >= dayStart)) {
    const offset = local.offset(startedAt);
    const hour = Math.floor((startedAt + offset) / HOUR) * HOUR - offset;
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  return counts;
}

import { groupBy } from 'lodash';

import type { Account, Agent, Skill } from '../contactCentre/account';
import type { ChatRecords } from '../chat/events';
import { readFreeSlots, readPresence, readVisits, type ChatWindow, type Presence, type Visit } from './chatEvents';
import { mean, total } from './mean';
import type { OracleQuery } from './oracle';
import type { Samples } from './samples';
import type { Values } from './values';

/** The filters, the window and the threshold of the service level. User types and `ofAgents` have no effect. */
export interface ChatQuery extends OracleQuery {
  /** In seconds; by default 30. */
  chatServiceLevelSeconds?: number;
}

const BUCKET = 5 * 60_000;
const SAMPLE = 10_000;
const DEFAULT_THRESHOLD = 30;

/** What is selected of the records. */
interface Selected {
  /** Of the skills, whichever their agents. */
  ofSkills: Visit[];
  /** Of the skills, groups and agents. */
  ofAgents: Visit[];
  presences: Presence[];
  /** The indexes of the skills. */
  skills: Set<number>;
}

/**
 * Computes the values of chats, by the ids of their KPIs, directly from the records of the chat floor: independently of
 * the Operational Realtime API, whose windows are whole buckets of five minutes. Values of the queue are those of the
 * skills, whichever the groups and agents. Groups exclude their sub-groups.
 */
export function computeChat(account: Account, records: ChatRecords, query: ChatQuery): Samples {
  const window = { from: Math.floor(query.from / BUCKET) * BUCKET, to: Math.ceil(query.to / BUCKET) * BUCKET };
  const visits = readVisits(records);
  const visitsOf = groupBy(visits, ({ person }) => person?.index);
  const { skills, ofSkills, ofAgents, presences } = select(account, records, visits, { ...query, ...window });
  const free = readFreeSlots(records);
  const queueOf = groupBy(ofSkills, ({ skill }) => skill);
  const handledOf = groupBy(ofAgents, ({ skill }) => skill);
  const handledIn = groupBy(ofAgents, ({ person }) => person?.group);
  const presentIn = groupBy(presences, ({ agent }) => agent.group);
  const presenceOf = groupBy(presences, ({ agent }) => agent.index);
  const queue = (of: Skill[], own: Visit[] = []) => ({
    ...passageValues(own, window),
    ...sizeValues(of.filter(hasChat), own, free, { ...window, now: records.now }),
  });
  const handling = (own: Visit[] = []) => handlingValues(own, window);
  const threshold = (query.chatServiceLevelSeconds ?? DEFAULT_THRESHOLD) * 1000;
  return {
    account: {
      ...queue(
        account.skills.filter(({ index }) => skills.has(index)),
        ofSkills
      ),
      ...handling(ofAgents),
      ...teamValues(presences),
      chat_service_level: serviceLevel(ofAgents, threshold, window),
    },
    skills: byId(account.skills, (skill) => ({
      ...queue([skill], queueOf[skill.index]),
      ...handling(handledOf[skill.index]),
    })),
    groups: byId(account.groups, ({ index }) => ({ ...handling(handledIn[index]), ...teamValues(presentIn[index]) })),
    agents: byId(account.agents, ({ index }) => ({ ...handling(visitsOf[index]), ...timeValues(presenceOf[index]) })),
  };
}

/** Agents are those of the groups with one of the skills. */
function select(account: Account, records: ChatRecords, visits: Visit[], query: ChatQuery): Selected {
  const isNamed = (ids: string[] | undefined, id: string) => ids?.includes(id) ?? true;
  const skills = new Set(account.skills.filter(({ id }) => isNamed(query.skillIds, id)).map(({ index }) => index));
  const isWanted = ({ id, group }: Agent) =>
    isNamed(query.agentIds, id) && isNamed(query.groupIds, account.groups[group]!.id);
  const ofSkills = visits.filter(({ skill }) => skills.has(skill));
  const isOfAll = !query.groupIds && !query.agentIds;
  const chatsOf = groupBy(visits, ({ person }) => person?.index);
  const until = Math.max(query.from, Math.min(query.to, records.now));
  return {
    skills,
    ofSkills,
    ofAgents: ofSkills.filter(({ person }) => (person ? isWanted(person) : isOfAll)),
    presences: records.agents
      .filter(({ agent }) => isWanted(agent) && (!query.skillIds || agent.skills.some((skill) => skills.has(skill))))
      .map((state) => readPresence(state, chatsOf[state.agent.index] ?? [], { from: query.from, to: until })),
  };
}

function byId<T extends { id: string }>(items: T[], values: (item: T) => Values): Record<string, Values> {
  return Object.fromEntries(items.map((item) => [item.id, values(item)]));
}

/** Visitors can choose the skills that people serve. */
function hasChat({ deleted, servedBy, agents }: Skill): boolean {
  return !deleted && servedBy === 'HUMAN' && agents.length > 0;
}

/** What entered and left a queue. */
function passageValues(visits: Visit[], window: ChatWindow): Values {
  const isIn = (at: number | undefined) => at !== undefined && at >= window.from && at < window.to;
  const entered = visits.filter(({ queued, startedAt }) => queued && isIn(startedAt)).length;
  const abandoned = visits.filter(({ abandonedAt }) => isIn(abandonedAt));
  const answered = visits.filter(({ connectedAt }) => isIn(connectedAt));
  return {
    chat_entered_queue: entered,
    chat_abandoned: abandoned.length,
    chat_abandon_rate: ratio(abandoned.length, entered),
    chat_abandon_rate_of_answered: ratio(abandoned.length, abandoned.length + answered.length),
    chat_time_to_abandon: mean(abandoned.map(({ wait }) => wait)),
    chat_connected: answered.length,
    chat_time_to_answer: mean(answered.map(({ wait }) => wait)),
  };
}

/** The size of the queue of some skills, now and in the window; there is none without a skill that has chat. */
function sizeValues(skills: Skill[], visits: Visit[], free: number[], window: ChatWindow & { now: number }): Values {
  if (skills.length === 0) {
    const ids = ['in_queue', 'longest_wait', 'available_slots', 'max_in_queue', 'avg_in_queue'];
    return Object.fromEntries(ids.map((id) => [`chat_${id}`, null]));
  }
  const waiting = visits.filter(({ connectedAt, endedAt }) => connectedAt === undefined && endedAt === undefined);
  const serving = [...new Set(skills.flatMap(({ agents }) => agents))];
  return {
    chat_in_queue: waiting.length,
    chat_longest_wait: waiting.length > 0 ? Math.max(...waiting.map(({ wait }) => wait)) : null,
    chat_available_slots: total(serving.map((index) => free[index]!)),
    ...sampledSizes(visits, window),
  };
}

/** The queue at every full ten seconds of the window, up to now: each visitor is counted at those of the wait. */
function sampledSizes(visits: Visit[], { from, to, now }: ChatWindow & { now: number }): Values {
  const first = Math.ceil(from / SAMPLE);
  const end = Math.min(to / SAMPLE, Math.floor(now / SAMPLE) + 1);
  const sizes = new Map<number, number>();
  for (const { startedAt, connectedAt, endedAt } of visits) {
    const leftAt = connectedAt ?? endedAt ?? Infinity;
    for (let n = Math.max(first, Math.ceil(startedAt / SAMPLE)); n < end && n * SAMPLE < leftAt; n++) {
      sizes.set(n, (sizes.get(n) ?? 0) + 1);
    }
  }
  const counted = [...sizes.values()];
  return {
    chat_max_in_queue: counted.reduce((max, size) => Math.max(max, size), 0),
    chat_avg_in_queue: ratio(total(counted), Math.max(0, end - first)),
  };
}

function handlingValues(visits: Visit[], { from, to }: ChatWindow): Values {
  const ended = visits.filter(({ endedAt = -Infinity }) => endedAt >= from && endedAt < to);
  const interactive = ended.filter((visit) => visit.interactive);
  return {
    chat_handled: interactive.length,
    chat_not_interactive: ended.length - interactive.length,
    chat_handling_time: mean(interactive.map(({ handling }) => handling!)),
  };
}

/** The times of agents together, and how many of them were logged in. */
function teamValues(presences: Presence[] = []): Values {
  const present = presences.filter(({ loggedIn }) => loggedIn > 0);
  return { ...timeValues(presences), chat_agents_logged_in: present.length };
}

function timeValues(presences: Presence[] = []): Values {
  const sum = (value: (presence: Presence) => number) => total(presences.map(value));
  const [online, chatting] = [sum((presence) => presence.online), sum((presence) => presence.chatting)];
  return {
    chat_occupancy: ratio(chatting, online),
    chat_time_online: online,
    chat_time_back_in_5: sum(({ backSoon }) => backSoon),
    chat_time_away: sum(({ away }) => away),
    chat_time_logged_in: sum(({ loggedIn }) => loggedIn),
    chat_time_chatting: chatting,
    chat_time_full: sum(({ full }) => full),
  };
}

/** The share of the chats connected in the window that had waited for less than the threshold, in ms. */
function serviceLevel(visits: Visit[], threshold: number, { from, to }: ChatWindow): number | null {
  const answered = visits.filter(({ connectedAt = -Infinity }) => connectedAt >= from && connectedAt < to);
  return ratio(answered.filter(({ wait }) => wait < threshold).length, answered.length);
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

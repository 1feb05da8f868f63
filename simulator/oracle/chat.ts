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

/** What the values of a row are computed from. */
interface Row {
  visits: Visit[];
  presences: Presence[];
}

/**
 * Computes the values of chats, by the ids of their KPIs, directly from the records of the chat floor: independently of
 * the Operational Realtime API, whose windows are whole buckets of five minutes. Values of the queue are those of the
 * skills, whichever the groups and agents. Groups exclude their sub-groups.
 */
export function computeChat(account: Account, records: ChatRecords, query: ChatQuery): Samples {
  const window = { from: Math.floor(query.from / BUCKET) * BUCKET, to: Math.ceil(query.to / BUCKET) * BUCKET };
  const untilNow = { from: window.from, to: Math.max(window.from, Math.min(window.to, records.now)) };
  const visits = readVisits(records);
  const isNamed = (ids: string[] | undefined, id: string) => ids?.includes(id) ?? true;
  const hasSkill = (index: number) => isNamed(query.skillIds, account.skills[index]!.id);
  const hasGroup = ({ group }: Agent) => isNamed(query.groupIds, account.groups[group]!.id);
  const isWanted = (agent: Agent) => isNamed(query.agentIds, agent.id) && hasGroup(agent);
  const ofSkills = visits.filter(({ skill }) => hasSkill(skill));
  const ofAgents = ofSkills.filter(({ person }) => (person ? isWanted(person) : !query.groupIds && !query.agentIds));
  const presences = records.agents
    .filter(({ agent }) => isWanted(agent) && (!query.skillIds || agent.skills.some(hasSkill)))
    .map((state) => readPresence(state, visits, untilNow));
  const queue = (skills: Skill[], own: Visit[]) => queueValues(records, skills.filter(hasChat), own, window);
  const times = (row: Row) => ({ ...handlingValues(row.visits, window), ...timeValues(row.presences) });
  const threshold = (query.chatServiceLevelSeconds ?? DEFAULT_THRESHOLD) * 1000;
  return {
    account: {
      ...queue(
        account.skills.filter(({ index }) => hasSkill(index)),
        ofSkills
      ),
      ...times({ visits: ofAgents, presences }),
      chat_agents_logged_in: loggedIn(presences),
      chat_service_level: serviceLevel(ofAgents, threshold, window),
    },
    skills: byId(account.skills, (skill) => ({
      ...queue(
        [skill],
        ofSkills.filter((visit) => visit.skill === skill.index)
      ),
      ...handlingValues(
        ofAgents.filter((visit) => visit.skill === skill.index),
        window
      ),
    })),
    groups: byId(account.groups, ({ index }) => {
      const own = presences.filter(({ agent }) => agent.group === index);
      const row = { visits: ofAgents.filter(({ person }) => person?.group === index), presences: own };
      return { ...times(row), chat_agents_logged_in: loggedIn(own) };
    }),
    agents: byId(account.agents, (agent) =>
      times({
        visits: visits.filter(({ person }) => person === agent),
        presences: presences.filter((presence) => presence.agent === agent),
      })
    ),
  };
}

function byId<T extends { id: string }>(items: T[], values: (item: T) => Values): Record<string, Values> {
  return Object.fromEntries(items.map((item) => [item.id, values(item)]));
}

/** Visitors can choose the skills that people serve. */
function hasChat({ deleted, servedBy, agents }: Skill): boolean {
  return !deleted && servedBy === 'HUMAN' && agents.length > 0;
}

/** The values of a queue; what its size is, there is no value for without a skill that has chat. */
function queueValues(records: ChatRecords, skills: Skill[], visits: Visit[], window: ChatWindow): Values {
  const isIn = (at: number | undefined) => at !== undefined && at >= window.from && at < window.to;
  const entered = visits.filter(({ queued, startedAt }) => queued && isIn(startedAt)).length;
  const abandoned = visits.filter(({ abandonedAt }) => isIn(abandonedAt));
  const answered = visits.filter(({ connectedAt }) => isIn(connectedAt));
  return {
    ...(skills.length > 0 ? sizeValues(records, skills, visits, window) : withoutSizes()),
    chat_entered_queue: entered,
    chat_abandoned: abandoned.length,
    chat_abandon_rate: ratio(abandoned.length, entered),
    chat_abandon_rate_of_answered: ratio(abandoned.length, abandoned.length + answered.length),
    chat_time_to_abandon: mean(abandoned.map(({ wait }) => wait)),
    chat_connected: answered.length,
    chat_time_to_answer: mean(answered.map(({ wait }) => wait)),
  };
}

function sizeValues(records: ChatRecords, skills: Skill[], visits: Visit[], window: ChatWindow): Values {
  const waiting = visits.filter(({ connectedAt, endedAt }) => connectedAt === undefined && endedAt === undefined);
  const serving = new Set(skills.flatMap(({ agents }) => agents));
  const free = records.agents.filter(({ agent }) => serving.has(agent.index));
  return {
    chat_in_queue: waiting.length,
    chat_longest_wait: waiting.length > 0 ? Math.max(...waiting.map(({ wait }) => wait)) : null,
    chat_available_slots: total(free.map((state) => readFreeSlots(state, records.chats))),
    ...sampledSizes(visits, window, records.now),
  };
}

function withoutSizes(): Values {
  const ids = ['in_queue', 'longest_wait', 'available_slots', 'max_in_queue', 'avg_in_queue'];
  return Object.fromEntries(ids.map((id) => [`chat_${id}`, null]));
}

/** The queue at every full ten seconds of the window, up to now: each visitor is counted at those of the wait. */
function sampledSizes(visits: Visit[], { from, to }: ChatWindow, now: number): Values {
  const first = Math.ceil(from / SAMPLE);
  const end = Math.min(to / SAMPLE, Math.floor(now / SAMPLE) + 1);
  const sizes = new Map<number, number>();
  for (const { queued, startedAt, wait } of visits) {
    const leftAt = queued ? startedAt + wait : startedAt;
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

function timeValues(presences: Presence[]): Values {
  const sum = (value: (presence: Presence) => number) => total(presences.map(value));
  const [online, chatting] = [sum((presence) => presence.online), sum((presence) => presence.chatting)];
  return {
    chat_occupancy: ratio(chatting, online),
    chat_time_online: online,
    chat_time_back_in_5: sum(({ backSoon }) => backSoon),
    chat_time_away: sum(({ away }) => away),
    chat_time_logged_in: sum((presence) => presence.loggedIn),
    chat_time_chatting: chatting,
    chat_time_full: sum(({ full }) => full),
  };
}

function loggedIn(presences: Presence[]): number {
  return presences.filter((presence) => presence.loggedIn > 0).length;
}

/** The share of the chats connected in the window that had waited for less than the threshold, in ms. */
function serviceLevel(visits: Visit[], threshold: number, { from, to }: ChatWindow): number | null {
  const answered = visits.filter(({ connectedAt = -Infinity }) => connectedAt >= from && connectedAt < to);
  return ratio(answered.filter(({ wait }) => wait < threshold).length, answered.length);
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

import type { Account, Agent } from '../contactCentre/account';
import { Cause, EventType, type JournalEntry } from '../contactCentre/journal';
import type { Attributed, TimedEvent } from './timeline';

/** A stay in a queue. Times are epoch ms. */
export interface Stay extends Attributed {
  openedAt: number;
  enteredAt: number;
  /** Infinity if the conversation is still in the queue. */
  leftAt: number;
  /** What brought the conversation into the queue: its start, or the type of the agent who had it. */
  from: 'start' | 'BOT' | 'HUMAN';
  /** Whether the consumer waits for a message. */
  actionable: boolean;
  /** Whether an agent took it. */
  assigned: boolean;
}

/** A part of a conversation that one skill or one agent had; `at` is its end. Durations are in ms. */
export interface Segment extends TimedEvent {
  outcome: 'interactive' | 'silentConsumer' | 'silentAgent' | 'abandoned';
  /** Whether the consumer closed the conversation in the queue. */
  closedInQueue: boolean;
  /** Whether the conversation had been transferred or returned to a queue before. */
  transferred: boolean;
  duration: number;
  messages: number;
  /** From the assignment to the first message. */
  firstMessageAfter?: number;
  /** From the consumer's message, or the assignment if that was later, to the response. */
  responses: number[];
}

/** The stays in queues and the segments of one conversation. */
export interface Parts {
  stays: Stay[];
  skillSegments: Segment[];
  agentSegments: Segment[];
}

/** An entry with the state of the conversation before it. */
interface Moment extends JournalEntry {
  skill: number;
  agent?: Agent;
  assignedAt: number;
  waitingSince?: number;
  /** How often it was transferred or returned to a queue. */
  moves: number;
}

/** Splits the journal entries of one conversation into its parts. */
export function readParts(account: Account, entries: JournalEntry[]): Parts {
  const moments = replay(account, entries);
  const is = (types: number[]) => (moment: Moment) => types.includes(moment.type);
  const leavesSkill = ({ type, detail, skill }: Moment) => type === EventType.transferred && detail !== skill;
  return {
    stays: readStays(moments),
    skillSegments: segments(moments, ({ type }) => type === EventType.start, leavesSkill, leavesSkill),
    agentSegments: segments(
      moments,
      is([EventType.assigned]),
      is([EventType.transferred, EventType.backToQueue]),
      () => false
    ),
  };
}

/** The entries with the state before each. It creates one object for each of many: copies of the state are slow. */
function replay(account: Account, entries: JournalEntry[]): Moment[] {
  let skill = entries[0]!.detail;
  let agent: Agent | undefined;
  let assignedAt = 0;
  let waitingSince: number | undefined;
  let moves = 0;
  return entries.map(({ at, type, detail }) => {
    const moment = { at, type, detail, skill, agent, assignedAt, waitingSince, moves };
    if (type === EventType.consumerMessage) {
      waitingSince ??= at;
    } else if (type === EventType.agentMessage) {
      waitingSince = undefined;
    } else if (type === EventType.assigned) {
      agent = account.agents[detail]!;
      assignedAt = at;
    } else if (type === EventType.transferred || type === EventType.backToQueue) {
      skill = type === EventType.transferred ? detail : skill;
      agent = undefined;
      moves += 1;
    }
    return moment;
  });
}

/** Consumers write when they start a conversation, and not in a queue after that. */
function readStays(moments: Moment[]): Stay[] {
  const enters = [EventType.start, EventType.transferred, EventType.backToQueue] as number[];
  const leaves = [EventType.assigned, EventType.closed] as number[];
  return moments.flatMap((moment, place): Stay[] => {
    if (!enters.includes(moment.type)) {
      return [];
    }
    const end = moments.slice(place).find(({ type }) => leaves.includes(type));
    return [
      {
        skill: moment.type === EventType.transferred ? moment.detail : moment.skill,
        openedAt: moments[0]!.at,
        enteredAt: moment.at,
        leftAt: end?.at ?? Infinity,
        from: moment.agent?.type ?? 'start',
        actionable: moment.type === EventType.start || moment.waitingSince !== undefined,
        assigned: end?.type === EventType.assigned,
      },
    ];
  });
}

/** Splits a conversation where parts start and end; those that are not over are left out. */
function segments(
  moments: Moment[],
  starts: (moment: Moment) => boolean,
  ends: (moment: Moment) => boolean,
  continues: (moment: Moment) => boolean
): Segment[] {
  const found: Segment[] = [];
  let part: Moment[] | undefined;
  for (const moment of moments) {
    part?.push(moment);
    if (part && (ends(moment) || moment.type === EventType.closed)) {
      found.push(describe(part));
      part = continues(moment) ? [moment] : undefined;
    }
    part ??= starts(moment) ? [moment] : undefined;
  }
  return found;
}

function describe(part: Moment[]): Segment {
  const [first, last] = [part[0]!, part.at(-1)!];
  const messages = part.filter(({ type }) => type === EventType.agentMessage);
  const hasReply = part.some(
    ({ type, at }) => type === EventType.consumerMessage && messages[0] && at > messages[0].at
  );
  const byConsumer = last.type === EventType.closed && last.detail === Cause.consumer;
  const answered = hasReply ? 'interactive' : 'silentConsumer';
  const unanswered = byConsumer ? 'abandoned' : 'silentAgent';
  return {
    at: last.at,
    skill: last.skill,
    agent: last.agent,
    outcome: messages.length > 0 ? answered : unanswered,
    closedInQueue: byConsumer && !last.agent,
    transferred: first.moves > 0,
    duration: last.at - first.at,
    messages: messages.length,
    firstMessageAfter: messages[0] && messages[0].at - messages[0].assignedAt,
    responses: messages.flatMap(({ at, waitingSince, assignedAt }) =>
      waitingSince === undefined ? [] : [at - Math.max(waitingSince, assignedAt)]
    ),
  };
}

import type { Account, Agent } from '../contactCentre/account';
import { EventType, type Journal, type JournalEntry } from '../contactCentre/journal';
import { isScored, messageScore } from '../contactCentre/sentiment';

/** An agent's part in a conversation. Times are epoch ms. */
export interface Assignment {
  agent: Agent;
  at: number;
  /** When the agent or the conversation left; absent while it lasts. */
  until?: number;
  /** The agent's first message. */
  firstMessageAt?: number;
}

/** A move to a queue. */
export interface Transfer {
  at: number;
  reason: 'Skill' | 'back2Q';
  agent: Agent;
  /** Indexes of skills. */
  sourceSkill: number;
  targetSkill: number;
}

/** A conversation up to a time, from its events. Times are epoch ms. */
export interface History {
  number: number;
  entries: JournalEntry[];
  startedAt: number;
  closedAt?: number;
  /** A `Cause`, if it is closed. */
  cause?: number;
  /** Indexes of the skills that it had, the latest one last. */
  skills: number[];
  assignments: Assignment[];
  transfers: Transfer[];
  inQueue: boolean;
  /** The time of the consumer's first unanswered message. */
  waitingSince?: number;
  /** The consumer's answer to the satisfaction question, 1 to 5. */
  csat?: number;
  /** The Meaningful Connection Score; absent without any scored message. */
  mcs?: number;
}

/** Reads a conversation from the journal, up to and including a time; it must have started by then. */
export function readHistory(account: Account, journal: Journal, number: number, asOf: number): History {
  const entries = journal.entries(number).filter(({ at }) => at <= asOf);
  const startedAt = journal.startedAt(number);
  const history: History = {
    number,
    entries,
    startedAt,
    skills: [],
    assignments: [],
    transfers: [],
    inQueue: true,
  };
  entries.forEach((entry) => readEntry(account, history, entry));
  history.mcs = scoreAfter(number, entries.filter(({ type }) => type === EventType.consumerMessage).length);
  return history;
}

/** The latest assignment, which may have ended. */
export function latestAssignment({ assignments }: History): Assignment | undefined {
  return assignments.at(-1);
}

/**
 * The score of a conversation after some messages of its consumer: their mean, in which later messages weigh more and
 * negative ones double.
 */
export function scoreAfter(conversation: number, messages: number): number | undefined {
  if (messages === 0 || !isScored(conversation)) {
    return undefined;
  }
  let sum = 0;
  let weights = 0;
  for (let place = 0; place < messages; place++) {
    const score = messageScore(conversation, place);
    const weight = (place + 1) * (score < 0 ? 2 : 1);
    sum += weight * score;
    weights += weight;
  }
  return Math.round(sum / weights) || 0;
}

function readEntry(account: Account, history: History, { at, type, detail }: JournalEntry): void {
  const current = history.inQueue ? undefined : latestAssignment(history);
  switch (type) {
    case EventType.start:
      history.skills.push(detail);
      break;
    case EventType.consumerMessage:
      history.waitingSince ??= at;
      break;
    case EventType.assigned:
      history.assignments.push({ agent: account.agents[detail]!, at });
      history.inQueue = false;
      break;
    case EventType.agentMessage:
      current!.firstMessageAt ??= at;
      history.waitingSince = undefined;
      break;
    case EventType.transferred:
    case EventType.backToQueue:
      leaveAgent(history, current!, at, type === EventType.transferred ? detail : undefined);
      break;
    case EventType.rated:
      history.csat = detail;
      break;
    case EventType.closed:
      Object.assign(history, { closedAt: at, cause: detail, waitingSince: undefined });
      if (current) {
        current.until = at;
      }
      break;
  }
}

/** Moves a conversation to the queue of a skill, or back to its own. */
function leaveAgent(history: History, current: Assignment, at: number, skill: number | undefined): void {
  const sourceSkill = history.skills.at(-1)!;
  const reason = skill === undefined ? 'back2Q' : 'Skill';
  history.transfers.push({ at, reason, agent: current.agent, sourceSkill, targetSkill: skill ?? sourceSkill });
  if (skill !== undefined) {
    history.skills.push(skill);
  }
  current.until = at;
  history.inQueue = true;
}

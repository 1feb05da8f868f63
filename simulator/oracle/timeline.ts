import type { Account, Agent } from '../contactCentre/account';
import { Cause, EventType, type Journal } from '../contactCentre/journal';
import { readParts, type Parts } from './segments';

/** The skill and, unless it happened in the queue, the agent to which an event is attributed. */
export interface Attributed {
  skill: number;
  agent?: Agent;
}

/** An event with its time in epoch ms. */
export interface TimedEvent extends Attributed {
  at: number;
}

/** A response of a human agent. Durations are in ms; the last two are only set for the first response of a conversation or an assignment. */
export interface Response extends TimedEvent {
  wait: number;
  sinceAssigned: number;
  sinceFirst?: number;
  sinceThis?: number;
}

/** A conversation closed or transferred; `cause` is a `Cause`, `lasted` ms since its start. */
export interface Conclusion extends TimedEvent {
  cause: number;
  lasted: number;
}

/** The consumer's answer to the satisfaction question, 1 to 5. */
export interface Rating extends TimedEvent {
  score: number;
}

/** An answer to another question after a conversation. */
export interface SurveyAnswer extends TimedEvent {
  question: 'resolved' | 'recommended';
  answer: number;
}

/** The intent that a bot detected in a message: 1 if it matched, else 0. */
export interface Intent extends TimedEvent {
  matched: number;
}

/** The events of one conversation, read from its journal entries only. */
export interface Timeline extends Attributed, Parts {
  responses: Response[];
  conclusions: Conclusion[];
  ratings: Rating[];
  answers: SurveyAnswer[];
  returns: TimedEvent[];
  intents: Intent[];
  open: boolean;
  queuedAt: number;
  /** The time of the consumer's first unanswered message. */
  waitingSince?: number;
  lastMessageAt: number;
}

/** Reads the journal entries of one conversation. */
export function readTimeline(account: Account, journal: Journal, number: number): Timeline {
  const startedAt = journal.startedAt(number);
  const entries = journal.entries(number);
  const timeline = { ...newTimeline(startedAt), ...readParts(account, entries) };
  let assignedAt = 0;
  let firstHuman: number | undefined;
  let hasResponded = false;
  for (const { at, type, detail } of entries) {
    const { skill, agent } = timeline;
    if (type === EventType.start) {
      timeline.skill = detail;
    } else if (type === EventType.consumerMessage) {
      timeline.waitingSince ??= at;
      timeline.lastMessageAt = at;
    } else if (type === EventType.assigned) {
      timeline.agent = account.agents[detail]!;
      assignedAt = at;
      hasResponded = false;
      firstHuman ??= timeline.agent.type === 'HUMAN' ? at : undefined;
    } else if (type === EventType.agentMessage) {
      const since = timeline.waitingSince;
      if (agent?.type === 'HUMAN' && since !== undefined) {
        const sinceFirst = timeline.responses.length === 0 ? at - firstHuman! : undefined;
        const sinceAssigned = Math.min(at - since, at - assignedAt);
        const sinceThis = hasResponded ? undefined : at - assignedAt;
        timeline.responses.push({ at, skill, agent, wait: at - since, sinceAssigned, sinceFirst, sinceThis });
        hasResponded = true;
      }
      timeline.waitingSince = undefined;
      timeline.lastMessageAt = at;
    } else if (type === EventType.transferred) {
      timeline.conclusions.push({ at, skill, agent, cause: Cause.transfer, lasted: at - startedAt });
      Object.assign(timeline, { skill: detail, agent: undefined, queuedAt: at });
    } else if (type === EventType.backToQueue) {
      timeline.returns.push({ at, skill, agent });
      Object.assign(timeline, { agent: undefined, queuedAt: at });
    } else if (type === EventType.rated) {
      timeline.ratings.push({ at, skill, agent, score: detail });
    } else if (type === EventType.resolved) {
      timeline.answers.push({ at, skill, agent, question: 'resolved', answer: detail });
    } else if (type === EventType.recommended) {
      timeline.answers.push({ at, skill, agent, question: 'recommended', answer: detail });
    } else if (type === EventType.intentRead) {
      timeline.intents.push({ at, skill, agent, matched: detail });
    } else if (type === EventType.closed) {
      timeline.conclusions.push({ at, skill, agent, cause: detail, lasted: at - startedAt });
      timeline.open = false;
    }
  }
  return timeline;
}

function newTimeline(queuedAt: number): Omit<Timeline, keyof Parts> {
  const nothing = { responses: [], conclusions: [], ratings: [], answers: [], returns: [], intents: [] };
  return { ...nothing, open: true, skill: 0, queuedAt, lastMessageAt: 0 };
}

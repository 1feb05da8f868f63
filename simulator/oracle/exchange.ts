import type { Account, Agent } from '../contactCentre/account';
import { EventType, type Journal, type JournalEntry } from '../contactCentre/journal';
import { isScored, messageScore } from '../contactCentre/sentiment';

/** A duration in ms, and the agent to whom it belongs. */
export interface Timing {
  agent: Agent;
  time: number;
}

/** What one conversation gives for the values of a sample, read from its journal entries only. Times are epoch ms. */
export interface Exchange {
  startedAt: number;
  /** Infinity while it is open. */
  closedAt: number;
  /** Indexes of the latest skill and of the latest agent's group. */
  skill: number;
  group?: number;
  /** The agent who had it last. */
  latestAgent?: Agent;
  /** All people to whom it was assigned, each once. */
  people: Set<Agent>;
  /** From the first of the consumer's unanswered messages to a person's message. */
  responses: Timing[];
  /** From the first of a person's messages to the consumer's, by that person. */
  consumerResponses: Timing[];
  /** From the start to the first assignment to a person. */
  firstAssignment?: Timing;
  /** From that assignment to the first message of a person. */
  sinceFirstAssignment?: Timing;
  /** From each assignment to a person to that person's first message. */
  sinceAssignments: Timing[];
  /** The Meaningful Connection Score. */
  score?: number;
}

interface Written {
  at: number;
  /** Absent for the consumer. */
  agent?: Agent;
}

/** Reads the journal entries of one conversation. */
export function readExchange(account: Account, journal: Journal, number: number): Exchange {
  const entries = journal.entries(number);
  const startedAt = journal.startedAt(number);
  const people = assignmentsOf(account, entries).filter(({ agent }) => agent.type === 'HUMAN');
  const latestAgent = assignmentsOf(account, entries).at(-1)?.agent;
  const messages = writtenBy(account, entries);
  const [first] = people;
  const answer = first && messages.find(({ at, agent }) => agent && at >= first.at);
  return {
    startedAt,
    closedAt: journal.closedAt(number),
    skill: entries.filter(({ type }) => type === EventType.start || type === EventType.transferred).at(-1)!.detail,
    group: latestAgent?.group,
    latestAgent,
    people: new Set(people.map(({ agent }) => agent)),
    ...turns(messages),
    firstAssignment: first && { agent: first.agent, time: first.at - startedAt },
    sinceFirstAssignment: answer?.agent && { agent: answer.agent, time: answer.at - first!.at },
    sinceAssignments: people.flatMap(({ at, agent }) => {
      const next = messages.find((message) => message.agent === agent && message.at >= at);
      return next ? [{ agent, time: next.at - at }] : [];
    }),
    score: scoreOf(number, entries),
  };
}

function assignmentsOf(account: Account, entries: JournalEntry[]) {
  const assigned = entries.filter(({ type }) => type === EventType.assigned);
  return assigned.map(({ at, detail }) => ({ at, agent: account.agents[detail]! }));
}

/** The messages of the consumer and of people, without those of bots. */
function writtenBy(account: Account, entries: JournalEntry[]): Written[] {
  return entries.flatMap(({ at, type, detail }): Written[] => {
    if (type === EventType.consumerMessage) {
      return [{ at }];
    }
    const agent = type === EventType.agentMessage ? account.agents[detail] : undefined;
    return agent?.type === 'HUMAN' ? [{ at, agent }] : [];
  });
}

/** The responses of both sides: from the first message of a turn to the first of the next. */
function turns(messages: Written[]): Pick<Exchange, 'responses' | 'consumerResponses'> {
  const starts = messages.filter((message, place) => !message.agent !== !messages[place - 1]?.agent || place === 0);
  const responses: Timing[] = [];
  const consumerResponses: Timing[] = [];
  starts.slice(1).forEach(({ at, agent }, place) => {
    const before = starts[place]!;
    const list = agent ? responses : consumerResponses;
    list.push({ agent: (agent ?? before.agent)!, time: at - before.at });
  });
  return { responses, consumerResponses };
}

/** The mean of the scores of the consumer's messages: the n-th counts n times, a negative one double. */
export function scoreOf(number: number, entries: JournalEntry[]): number | undefined {
  if (!isScored(number)) {
    return undefined;
  }
  const scores = entries
    .filter(({ type }) => type === EventType.consumerMessage)
    .map((_, place) => messageScore(number, place));
  const weights = scores.map((score, place) => (place + 1) * (score < 0 ? 2 : 1));
  const sum = scores.reduce((total, score, place) => total + score * weights[place]!, 0);
  const count = weights.reduce((total, weight) => total + weight, 0);
  return count > 0 ? Math.round(sum / count) || 0 : undefined;
}

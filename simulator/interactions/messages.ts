import type { Account, Agent } from '../contactCentre/account';
import { EventType, type JournalEntry } from '../contactCentre/journal';
import { hashedFraction } from '../contactCentre/random';
import { isScored, messageScore } from '../contactCentre/sentiment';
import { scoreAfter, type History } from './history';

/** Who writes, besides agents. */
export type Author = Agent | 'consumer' | 'system' | 'survey';

/** A message. */
export interface Message {
  /** Epoch ms. */
  at: number;
  author: Author;
  /** Only agents and managers see it. */
  isPrivate?: boolean;
  /** It belongs to the survey after the conversation. */
  isSurvey?: boolean;
  /** The score of a consumer's message, and the conversation's score after it. */
  score?: number;
  mcs?: number;
}

/**
 * How long after the journal's event a further message follows, in ms. They are shorter than anything that the
 * conversation process waits for, so that nothing can come between, and a message that was visible stays.
 */
const GREETING_AFTER = 300;
const SECOND_MESSAGE_AFTER = 700;
const NOTE_AFTER = 2000;

/**
 * All messages of a conversation up to a time, in order. The journal has the messages that matter to the contact centre;
 * greetings, further messages of a turn and private notes are made up from the conversation's number. The survey is
 * answered as the conversation closes.
 */
export function messagesOf(account: Account, history: History, asOf: number): Message[] {
  const { number, entries } = history;
  let place = 0;
  const messages = entries.flatMap((entry, index): Message[] => {
    switch (entry.type) {
      case EventType.start:
        return happens(number, 0, 71, 0.5) ? [{ at: entry.at + GREETING_AFTER, author: 'system' }] : [];
      case EventType.consumerMessage:
        return consumerTurn(number, entry.at, place++);
      case EventType.assigned:
        return note(account.agents[entry.detail]!, number, index, entry.at);
      case EventType.agentMessage:
        return agentTurn(account.agents[entry.detail]!, number, index, entry.at);
      default:
        return isAnswer(entry) ? surveyTurn(entry.at) : [];
    }
  });
  const end = Math.min(asOf, history.closedAt ?? Infinity);
  return messages.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
}

/** Reports whether the consumer answers a question of the survey. */
export function isAnswer({ type }: JournalEntry): boolean {
  return type === EventType.rated || type === EventType.resolved || type === EventType.recommended;
}

function consumerTurn(conversation: number, at: number, place: number): Message[] {
  const scores = isScored(conversation) && {
    score: messageScore(conversation, place),
    mcs: scoreAfter(conversation, place + 1),
  };
  const further: Message[] = happens(conversation, place, 72, 0.25)
    ? [{ at: at + SECOND_MESSAGE_AFTER, author: 'consumer' }]
    : [];
  return [{ at, author: 'consumer', ...scores }, ...further];
}

function agentTurn(author: Agent, conversation: number, index: number, at: number): Message[] {
  const further = author.type === 'HUMAN' && happens(conversation, index, 73, 0.2);
  return [{ at, author }, ...(further ? [{ at: at + SECOND_MESSAGE_AFTER, author }] : [])];
}

function note(author: Agent, conversation: number, index: number, at: number): Message[] {
  const writes = author.type === 'HUMAN' && happens(conversation, index, 74, 0.15);
  return writes ? [{ at: at + NOTE_AFTER, author, isPrivate: true }] : [];
}

function surveyTurn(at: number): Message[] {
  return [
    { at, author: 'survey', isSurvey: true },
    { at, author: 'consumer', isSurvey: true },
  ];
}

function happens(conversation: number, place: number, what: number, share: number): boolean {
  return hashedFraction(conversation, place, what) < share;
}

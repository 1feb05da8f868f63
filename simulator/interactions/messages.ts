import type { Account, Agent } from '../contactCentre/account';
import {
  GREETING_AFTER,
  hasGreeting,
  hasNote,
  hasSecondAgentMessage,
  hasSecondConsumerMessage,
  NOTE_AFTER,
  SECOND_MESSAGE_AFTER,
} from '../contactCentre/furtherMessages';
import { EventType, type JournalEntry } from '../contactCentre/journal';
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
        return hasGreeting(number) ? [{ at: entry.at + GREETING_AFTER, author: 'system' }] : [];
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
  const further: Message[] = hasSecondConsumerMessage(conversation, place)
    ? [{ at: at + SECOND_MESSAGE_AFTER, author: 'consumer' }]
    : [];
  return [{ at, author: 'consumer', ...scores }, ...further];
}

function agentTurn(author: Agent, conversation: number, index: number, at: number): Message[] {
  const further = author.type === 'HUMAN' && hasSecondAgentMessage(conversation, index);
  return [{ at, author }, ...(further ? [{ at: at + SECOND_MESSAGE_AFTER, author }] : [])];
}

function note(author: Agent, conversation: number, index: number, at: number): Message[] {
  const writes = author.type === 'HUMAN' && hasNote(conversation, index);
  return writes ? [{ at: at + NOTE_AFTER, author, isPrivate: true }] : [];
}

function surveyTurn(at: number): Message[] {
  return [
    { at, author: 'survey', isSurvey: true },
    { at, author: 'consumer', isSurvey: true },
  ];
}

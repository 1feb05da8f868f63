import type { Account, Agent } from '../contactCentre/account';
import {
  hasSecondAgentMessage,
  hasSecondConsumerMessage,
  SECOND_MESSAGE_AFTER,
} from '../contactCentre/furtherMessages';
import { EventType, type Journal, type JournalEntry } from '../contactCentre/journal';
import { sourceOf } from '../contactCentre/profile';

/** A message that the consumer sees, but none of the system and none of the survey. `at` is epoch ms. */
export interface Message {
  at: number;
  /** Absent for the consumer. */
  agent?: Agent;
}

/** A conversation as it is now, read from its journal entries only. Times are epoch ms. */
export interface Conversation {
  number: number;
  entries: JournalEntry[];
  startedAt: number;
  /** Infinity while it is open. */
  closedAt: number;
  /** The channel, as LivePerson calls it. */
  channel: string;
  /** Index of the latest skill. */
  skill: number;
  /** When it entered a queue last. */
  queuedAt: number;
  /** Who has it now; absent in a queue. */
  holder?: Agent;
  /** Since when a person has had it after it entered that queue. */
  personSince?: number;
  /** Who had it last, also before it entered the queue. */
  latestAgent?: Agent;
  latestBot?: Agent;
  /** In order of time. */
  messages: Message[];
}

/** Reads a conversation up to a time, which is that of the latest entry or later. */
export function readConversation(account: Account, journal: Journal, number: number, now: number): Conversation {
  const entries = journal.entries(number);
  const startedAt = journal.startedAt(number);
  const closedAt = journal.closedAt(number);
  const moves = entries.filter(({ type }) => type === EventType.transferred || type === EventType.backToQueue);
  const queuedAt = moves.at(-1)?.at ?? startedAt;
  const assignments = entries
    .map((entry, place) => ({ ...entry, place }))
    .filter(({ type }) => type === EventType.assigned)
    .map(({ at, detail, place }) => ({ at, place, agent: account.agents[detail]! }));
  const afterQueue = assignments.filter(
    ({ place }) => place > (moves.length > 0 ? entries.lastIndexOf(moves.at(-1)!) : 0)
  );
  return {
    number,
    entries,
    startedAt,
    closedAt,
    channel: sourceOf(number),
    skill: entries.filter(({ type }) => type === EventType.start || type === EventType.transferred).at(-1)!.detail,
    queuedAt,
    holder: afterQueue.at(-1)?.agent,
    personSince: afterQueue.find(({ agent }) => agent.type === 'HUMAN')?.at,
    latestAgent: assignments.at(-1)?.agent,
    latestBot: assignments.filter(({ agent }) => agent.type === 'BOT').at(-1)?.agent,
    messages: messagesIn(account, number, entries).filter(({ at }) => at <= Math.min(now, closedAt)),
  };
}

function messagesIn(account: Account, number: number, entries: JournalEntry[]): Message[] {
  const messages: Message[] = [];
  let written = 0;
  entries.forEach(({ at, type, detail }, place) => {
    const agent = type === EventType.agentMessage ? account.agents[detail] : undefined;
    const isConsumer = type === EventType.consumerMessage;
    const hasSecond = isConsumer
      ? hasSecondConsumerMessage(number, written++)
      : agent?.type === 'HUMAN' && hasSecondAgentMessage(number, place);
    if (isConsumer || agent) {
      messages.push({ at, agent }, ...(hasSecond ? [{ at: at + SECOND_MESSAGE_AFTER, agent }] : []));
    }
  });
  return messages.sort((a, b) => a.at - b.at);
}

import { profileOf, surveyDialogId, TEXT_MARKER } from '../contactCentre/profile';
import { messagesOf, type Author, type Message } from './messages';
import type { Subject } from './contents';
import { surveyAgent, systemAgent, timeFields } from './parts';

/** The messages of a conversation. Bots and the system are agents too: only their participants tell them apart. */
export function messageRecords({ account, history, asOf }: Subject) {
  const { id, consumerId, source, device } = profileOf(history.number);
  return messagesOf(account, history, asOf).map((message, seq) => ({
    type: 'TEXT_PLAIN',
    messageData: { msg: { text: `${TEXT_MARKER} ${seq + 1} of conversation ${history.number}` } },
    messageId: messageId(id, seq),
    seq,
    dialogId: message.isSurvey ? surveyDialogId(history.number) : id,
    participantId: message.author === 'consumer' ? consumerId : agentId(message.author),
    source,
    device,
    ...timeFields('time', message.at),
    audience: message.isPrivate ? 'AGENTS_AND_MANAGERS' : 'ALL',
    sentBy: message.author === 'consumer' ? 'Consumer' : 'Agent',
    contextData: null,
  }));
}

/** The scores of the consumer's messages. */
export function messageScores({ account, history, asOf }: Subject) {
  const { id } = profileOf(history.number);
  return messagesOf(account, history, asOf)
    .map((message, seq): [Message, number] => [message, seq])
    .filter(([{ score }]) => score !== undefined)
    .map(([{ at, score, mcs }, seq]) => ({
      messageId: messageId(id, seq),
      messageRawScore: score,
      mcs,
      ...timeFields('time', at),
    }));
}

const messageId = (conversation: string, seq: number) => `${conversation}::msg:${seq}`;

function agentId(author: Exclude<Author, 'consumer'>): string {
  if (author === 'system') {
    return systemAgent.id;
  }
  return author === 'survey' ? surveyAgent.id : author.id;
}

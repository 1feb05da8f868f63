import { hashedFraction } from './random';

/** Stands in every text of a message, so that tests can prove that a client keeps none. */
export const TEXT_MARKER = 'simulated-message-text';
/** Stands in every name of a consumer, for the same reason. */
export const CONSUMER_MARKER = 'simulated-consumer-name';

/** Channels with their shares. */
const channels: Array<[name: string, share: number]> = [
  ['SHARK', 0.45],
  ['APP', 0.25],
  ['SMS', 0.1],
  ['FACEBOOK', 0.08],
  ['Apple Business Chat', 0.07],
  ['WhatsApp Business', 0.05],
];

const devices = ['DESKTOP', 'MOBILE', 'TABLET'];

/** What a conversation has from its start, besides its events. */
export interface Profile {
  id: string;
  consumerId: string;
  /** The channel, as LivePerson calls it. */
  source: string;
  device: string;
  isFirst: boolean;
}

/** The profile of a conversation; it depends on the number only. */
export function profileOf(conversation: number): Profile {
  const digits = (what: number, count: number) =>
    Math.floor(hashedFraction(conversation, what) * 16 ** count)
      .toString(16)
      .padStart(count, '0');
  const last = conversation.toString(16).padStart(12, '0');
  const source = sourceOf(conversation);
  const isWeb = source === 'SHARK';
  return {
    id: `${digits(52, 8)}-${digits(53, 4)}-4${digits(54, 3)}-8${digits(55, 3)}-${last}`,
    consumerId: `${digits(56, 8)}-${digits(57, 4)}-4${digits(58, 3)}-9${digits(59, 3)}-${last}`,
    source,
    device: isWeb ? devices[Math.floor(hashedFraction(conversation, 60) * devices.length)]! : 'NA',
    isFirst: isFirstConversation(conversation),
  };
}

/** Reports whether a conversation is its consumer's first. */
export function isFirstConversation(conversation: number): boolean {
  return hashedFraction(conversation, 61) < 0.6;
}

/** The channel of a conversation, as LivePerson calls it. */
export function sourceOf(conversation: number): string {
  let rest = hashedFraction(conversation, 51);
  return channels.find(([, share]) => (rest -= share) < 0)?.[0] ?? 'SHARK';
}

/** The id of the dialog with the survey. That of the main dialog is the conversation's. */
export function surveyDialogId(conversation: number): string {
  return `${profileOf(conversation).id}-survey`;
}

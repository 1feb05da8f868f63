import { hashedFraction } from './random';

/**
 * How long after an event a further message follows, in ms. They are shorter than anything that the conversation process
 * waits for, so that nothing can come between, and a message that was visible stays.
 */
export const GREETING_AFTER = 300;
export const SECOND_MESSAGE_AFTER = 700;
export const NOTE_AFTER = 2000;

/** Reports whether the system greets the consumer at the start of a conversation. */
export const hasGreeting = (conversation: number) => happens(conversation, 0, 71, 0.5);

/** Reports whether the consumer writes a second message after the message at a place among the consumer's. */
export const hasSecondConsumerMessage = (conversation: number, place: number) => happens(conversation, place, 72, 0.25);

/** Reports whether a person writes a second message after the message that is the n-th event of the conversation. */
export const hasSecondAgentMessage = (conversation: number, event: number) => happens(conversation, event, 73, 0.2);

/** Reports whether a person writes a private note after the assignment that is the n-th event of the conversation. */
export const hasNote = (conversation: number, event: number) => happens(conversation, event, 74, 0.15);

function happens(conversation: number, place: number, what: number, share: number): boolean {
  return hashedFraction(conversation, place, what) < share;
}

import { hashedFraction } from './random';

/** The share of conversations in a language for which there are scores. */
const SCORED = 0.85;

/** Reports whether the messages of a conversation get scores. */
export function isScored(conversation: number): boolean {
  return hashedFraction(conversation, 41) < SCORED;
}

/**
 * The score of a message of a consumer, from -100 (very unhappy) to 100, in steps of 20.
 * @param place how many messages the consumer wrote before
 */
export function messageScore(conversation: number, place: number): number {
  const mood = -50 + 120 * hashedFraction(conversation, 42);
  const swing = -70 + 140 * hashedFraction(conversation, place, 43);
  const steps = Math.round((mood + swing) / 20);
  return Math.max(-5, Math.min(5, steps)) * 20 || 0;
}

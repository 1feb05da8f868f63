import type { OpenConversation } from './conversation';
import { EventType, type Journal } from './journal';
import { hashedFraction, type Random } from './random';

/** The consumer's answer to whether everything was resolved. */
export const Resolved = { yes: 1, no: 2, skipped: 3 } as const;

/** A consumer's answers to the survey; absent ones were not given. */
export interface Survey {
  /** Satisfaction, 1 to 5. */
  score?: number;
  /** A `Resolved`. */
  resolved?: number;
  /** Whether the consumer would recommend the brand, 0 to 10. */
  recommend?: number;
}

/** Creates the survey of a conversation that ends. Conversations in a queue have none. */
export function askConsumer(conversation: OpenConversation, random: Random): Survey {
  const score = rating(conversation, random);
  return score === undefined ? {} : { score, ...furtherAnswers(conversation.number, score) };
}

/** Writes the answers into the raw records. */
export function writeSurvey(journal: Journal, conversation: number, at: number, answers: Survey): void {
  const write = (happening: number, answer?: number) =>
    answer !== undefined && journal.write(conversation, at, happening, answer);
  write(EventType.rated, answers.score);
  write(EventType.resolved, answers.resolved);
  write(EventType.recommended, answers.recommend);
}

/** The answer to the satisfaction question, worse in busy times. */
function rating({ agentState }: OpenConversation, random: Random): number | undefined {
  if (!agentState || !random.chance(0.4)) {
    return undefined;
  }
  const busy = agentState.assigned.size / agentState.agent.maxSlots;
  return random.chance(0.9 - 0.12 * busy) ? random.whole(4, 5) : random.whole(1, 3);
}

/** The answers to the other questions, which correlate with the score. */
function furtherAnswers(conversation: number, score: number): Survey {
  const chance = (question: number) => hashedFraction(conversation, question);
  const content = score >= 4;
  const resolved = chance(1) < (content ? 0.9 : 0.35) ? Resolved.yes : Resolved.no;
  const recommend = content ? 7 + Math.floor(chance(2) * 4) : Math.floor(chance(2) * 8);
  return {
    resolved: chance(3) < 0.15 ? Resolved.skipped : resolved,
    recommend: chance(4) < 0.2 ? undefined : recommend,
  };
}

import type { OpenConversation } from './conversation';
import { Cause } from './journal';

/** How a segment ended. Every segment has exactly one outcome. */
export const Outcome = {
  /** The consumer responded to a message of an agent. */
  interactive: 1,
  /** An agent wrote, and the consumer did not respond. */
  nonResponsiveConsumer: 2,
  /** No agent wrote, and it was not the consumer who ended it. */
  nonResponsiveAgent: 3,
  /** The consumer closed the conversation before an agent wrote. */
  abandoned: 4,
} as const;

/** What happened since a conversation came to a skill (skill segment) or to an agent (agent segment). */
export class Segment {
  messages = 0;
  /** Messages of the agent for which the consumer waited, and the time since the later of wait and assignment, in ms. */
  responses = 0;
  responseTime = 0;
  /** From the assignment of its agent to the first message of the segment, in ms. */
  firstMessageAfter: number | undefined;
  private hasReply = false;

  /** @param startedAt epoch ms */
  constructor(readonly startedAt: number) {}

  addConsumerMessage(): void {
    this.hasReply ||= this.messages > 0;
  }

  addAgentMessage(at: number, { assignedAt, waitingSince }: OpenConversation): void {
    this.firstMessageAfter ??= at - assignedAt;
    this.messages += 1;
    if (waitingSince !== undefined) {
      this.responses += 1;
      this.responseTime += at - Math.max(waitingSince, assignedAt);
    }
  }

  /** Its outcome if it ends now. @param cause a `Cause`; a return to the queue counts as a transfer */
  outcome(cause: number): number {
    if (this.messages > 0) {
      return this.hasReply ? Outcome.interactive : Outcome.nonResponsiveConsumer;
    }
    return cause === Cause.consumer ? Outcome.abandoned : Outcome.nonResponsiveAgent;
  }
}

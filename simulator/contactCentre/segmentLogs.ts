import { Column } from './column';
import { EventLog, NO_AGENT, type Attribution } from './eventLogs';
import type { Segment } from './segments';

/** Why a conversation entered a queue. */
export const QueueReason = { started: 0, transferredByBot: 1, transferredByAgent: 2, returned: 3 } as const;

/** In a log of durations: there is none. */
export const NONE = -1;

/** Stays in a queue that are over; they are attributed to the queue. */
export class QueueStays extends EventLog {
  /** Duration in ms. */
  readonly wait = new Column(Int32Array);
  /** A `QueueReason`. */
  readonly reason = new Column(Uint8Array);
  /** 1 if the consumer waited for an agent's message. */
  readonly actionable = new Column(Uint8Array);
  /** Its number in the journal. */
  readonly conversation = new Column(Int32Array);
  /** 1 if an agent took the conversation, 0 if it was closed in the queue. */
  readonly assigned = new Column(Uint8Array);

  add(at: number, to: Omit<Attribution, 'agent'>, stay: QueueStay): void {
    this.pushAttribution(at, { ...to, agent: NO_AGENT });
    this.wait.push(stay.wait);
    this.reason.push(stay.reason);
    this.actionable.push(Number(stay.actionable));
    this.conversation.push(stay.conversation);
    this.assigned.push(Number(stay.assigned));
  }
}

/** A stay in a queue, see `QueueStays`. */
export interface QueueStay {
  wait: number;
  reason: number;
  actionable: boolean;
  conversation: number;
  assigned: boolean;
}

/** Segments that are over, by the time of their end. */
class Segments extends EventLog {
  /** An `Outcome`. */
  readonly outcome = new Column(Uint8Array);
  /** From the assignment of an agent to that agent's first message, in ms, or `NONE`. */
  readonly firstMessageAfter = new Column(Int32Array);

  protected push(at: number, to: Attribution, segment: Segment, cause: number): void {
    this.pushAttribution(at, to);
    this.outcome.push(segment.outcome(cause));
    this.firstMessageAfter.push(segment.firstMessageAfter ?? NONE);
  }
}

/** Skill segments: from a conversation's entry into a skill's queue until its skill changes or it is closed. */
export class SkillSegments extends Segments {
  /** 1 if the consumer closed the conversation in the queue. */
  readonly abandonedInQueue = new Column(Uint8Array);

  add(at: number, to: Attribution, segment: Segment, cause: number, abandonedInQueue: boolean): void {
    this.push(at, to, segment, cause);
    this.abandonedInQueue.push(Number(abandonedInQueue));
  }
}

/** Agent segments: from an assignment until the agent hands the conversation on, leaves it, or it is closed. */
export class AgentSegments extends Segments {
  /** Its number in the journal. */
  readonly conversation = new Column(Int32Array);
  readonly messages = new Column(Int32Array);
  readonly responses = new Column(Int32Array);
  /** The sum over all responses, in ms. */
  readonly responseTime = new Column(Int32Array);
  /** In ms. */
  readonly duration = new Column(Int32Array);
  /** 1 if the conversation had been transferred or returned to the queue before. */
  readonly afterTransfer = new Column(Uint8Array);

  add(
    at: number,
    to: Attribution,
    segment: Segment,
    cause: number,
    { conversation, afterTransfer }: { conversation: number; afterTransfer: boolean }
  ): void {
    this.push(at, to, segment, cause);
    this.conversation.push(conversation);
    this.messages.push(segment.messages);
    this.responses.push(segment.responses);
    this.responseTime.push(segment.responseTime);
    this.duration.push(at - segment.startedAt);
    this.afterTransfer.push(Number(afterTransfer));
  }
}

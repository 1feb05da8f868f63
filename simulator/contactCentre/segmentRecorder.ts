import { attributionOf, type OpenConversation } from './conversation';
import { Cause } from './journal';
import { AgentSegments, QueueReason, QueueStays, SkillSegments } from './segmentLogs';
import { Segment } from './segments';

/** Logs the stays in queues and the segments of conversations when they end. */
export class SegmentRecorder {
  readonly queueStays = new QueueStays();
  readonly skillSegments = new SkillSegments();
  readonly agentSegments = new AgentSegments();

  /** @param since what ends before this time, in epoch ms, is not kept */
  constructor(private readonly since: number) {}

  /** Ends the stay in the queue. The conversation must still be in it. */
  leaveQueue(conversation: OpenConversation, at: number, assigned: boolean): void {
    if (at < this.since) {
      return;
    }
    this.queueStays.add(at, attributionOf(conversation), {
      conversation: conversation.number,
      wait: at - conversation.queuedAt,
      reason: conversation.queueReason,
      actionable: conversation.waitingSince !== undefined,
      assigned,
    });
  }

  /** Starts the segment of an agent to whom the conversation was assigned. */
  startAgent(conversation: OpenConversation, at: number): void {
    conversation.agentSegment = new Segment(at);
  }

  addConsumerMessage({ skillSegment, agentSegment }: OpenConversation): void {
    skillSegment.addConsumerMessage();
    agentSegment?.addConsumerMessage();
  }

  /** Adds a message of the agent; the conversation is still as before it. */
  addAgentMessage(conversation: OpenConversation, at: number): void {
    conversation.skillSegment.addAgentMessage(at, conversation);
    conversation.agentSegment?.addAgentMessage(at, conversation);
  }

  /** Ends the segment of the agent, who must still be assigned, if there is one. */
  endAgent(conversation: OpenConversation, at: number, cause: number): void {
    const { agentSegment, queueReason } = conversation;
    conversation.agentSegment = undefined;
    if (agentSegment && at >= this.since) {
      const afterTransfer = queueReason !== QueueReason.started;
      this.agentSegments.add(at, attributionOf(conversation), agentSegment, cause, {
        conversation: conversation.number,
        afterTransfer,
      });
    }
  }

  /** Ends the segment of the skill; the conversation must still have that skill and its agent. */
  endSkill(conversation: OpenConversation, at: number, cause: number): void {
    const { skillSegment, agentState } = conversation;
    conversation.skillSegment = new Segment(at);
    if (at >= this.since) {
      const inQueue = cause === Cause.consumer && !agentState;
      this.skillSegments.add(at, attributionOf(conversation), skillSegment, cause, inQueue);
    }
  }
}

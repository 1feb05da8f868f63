import type { ContactCentre } from '../contactCentre/contactCentre';
import { isFirstConversation } from '../contactCentre/profile';
import { QueueReason } from '../contactCentre/segmentLogs';
import { meanOr, sum, type Metrics } from './rows';
import type { Window } from './windows';

/** What a response has where there is no data. */
export const NO_DATA = -1;

/** A stay in a queue. */
export interface QueuedConversation {
  skill: number;
  /** How much it counts: 1 for a conversation that waits now, else the part of a window in which it waited. */
  share: number;
  /** The wait that counts, in ms, if it does. */
  wait?: number;
  /** A `QueueReason`. */
  reason: number;
  actionable: boolean;
  firstTime: boolean;
}

/** The stays that overlap a window. Waits count if they ended in it with an assignment. */
export function staysInWindow(centre: ContactCentre, { from, to }: Window): QueuedConversation[] {
  const stays: QueuedConversation[] = [];
  const add = (enteredAt: number, leftAt: number, stay: Omit<QueuedConversation, 'share'>) => {
    const time = Math.min(to, leftAt) - Math.max(from, enteredAt);
    if (time > 0 || stay.wait !== undefined) {
      stays.push({ ...stay, share: Math.max(0, time) / (to - from) });
    }
  };
  const log = centre.segments.queueStays;
  for (let row = log.at.firstFrom(from); row < log.at.length; row++) {
    const [leftAt, wait] = [log.at.at(row), log.wait.at(row)];
    const counts = log.assigned.at(row) === 1 && leftAt < to;
    add(leftAt - wait, leftAt, {
      skill: log.skill.at(row),
      wait: counts ? wait : undefined,
      reason: log.reason.at(row),
      actionable: log.actionable.at(row) === 1,
      firstTime: isFirstConversation(log.conversation.at(row)),
    });
  }
  for (const { skill, queuedAt, ...stay } of waitingNow(centre)) {
    add(queuedAt, centre.now, { ...stay, skill });
  }
  return stays;
}

/** The conversations in the queues now; their waits do not count yet. */
export function waitingNow({ open }: ContactCentre) {
  return [...open]
    .filter(({ agentState }) => !agentState)
    .map((conversation) => ({
      skill: conversation.skill.index,
      group: conversation.skill.group,
      reason: conversation.queueReason,
      actionable: conversation.waitingSince !== undefined,
      firstTime: isFirstConversation(conversation.number),
      queuedAt: conversation.queuedAt,
      startedAt: conversation.startedAt,
      updatedAt: Math.max(conversation.queuedAt, conversation.lastMessageAt),
    }));
}

/** The counts of queued conversations. Actionable ones were transferred, or else the consumer wrote last. */
export function queueCounts(stays: QueuedConversation[]): Metrics {
  const count = (matches: (stay: QueuedConversation) => boolean) =>
    sum(stays.filter(matches).map(({ share }) => share));
  const transferred = ({ reason }: QueuedConversation) => reason !== QueueReason.started;
  return {
    unassignedConversations: count(() => true),
    actionableConversations: count(({ actionable }) => actionable),
    notActionableConversations: count(({ actionable }) => !actionable),
    actionableAndManualSla: 0,
    actionableAndDuringTransfer: count((stay) => stay.actionable && transferred(stay)),
    actionableAndConsumerLastMessage: count((stay) => stay.actionable && !transferred(stay)),
    notActionableDuringTransfer: count((stay) => !stay.actionable && transferred(stay)),
    notActionableAndManualSla: 0,
    unassignedConversationsAndFirstTimeConsumer: count(({ firstTime }) => firstTime),
  };
}

/** The waits of queued conversations in ms. A return to the queue counts as a transfer from an agent. */
export function queueWaits(stays: QueuedConversation[]): Metrics {
  const waits = (...reasons: number[]) =>
    stays.flatMap(({ reason, wait }) => (wait !== undefined && reasons.includes(reason) ? [wait] : []));
  const { started, transferredByBot, transferredByAgent, returned } = QueueReason;
  const fromAgents = waits(transferredByAgent, returned);
  const all = waits(started, transferredByBot, transferredByAgent, returned).sort((a, b) => a - b);
  const rank = (share: number) => all[Math.max(0, Math.ceil(share * all.length) - 1)] ?? NO_DATA;
  return {
    avgWaitTimeForAgentAssignment_NewConversation: meanOr(NO_DATA, waits(started)),
    avgWaitTimeForAgentAssignment_AfterTransfer: meanOr(NO_DATA, [...waits(transferredByBot), ...fromAgents]),
    avgWaitTimeForAgentAssignment_AfterTransferFromBot: meanOr(NO_DATA, waits(transferredByBot)),
    avgWaitTimeForAgentAssignment_AfterTransferFromAgent: meanOr(NO_DATA, fromAgents),
    maxWaitTimeForAgentAssignment: all.at(-1) ?? NO_DATA,
    maxWaitTimeForAgentAssignment_AfterTransferFromAgent: fromAgents.reduce(
      (longest, wait) => Math.max(longest, wait),
      NO_DATA
    ),
    waitTimeForAgentAssignment_50thPercentile: rank(0.5),
    waitTimeForAgentAssignment_90thPercentile: rank(0.9),
  };
}

import { Cause } from '../contactCentre/journal';
import { profileOf } from '../contactCentre/profile';
import { writeContents, type Subject } from './contents';
import { latestAssignment, type History } from './history';
import { agentFields, groupFields, timeFields } from './parts';

const ALERT = 33;

const closeReasons: Record<number, [reason: string, description: string]> = {
  [Cause.agent]: ['AGENT', 'MANUAL_CLOSE'],
  [Cause.consumer]: ['CONSUMER', 'MANUAL_CLOSE'],
  [Cause.system]: ['SYSTEM', 'TTL_AUTO_CLOSE'],
};

/** A record of a response: its `info`, and the requested parts. */
export function writeRecord(subject: Subject, wanted: Set<string>) {
  return { info: info(subject), ...writeContents(subject, wanted) };
}

/** Whether the score is below, within or above the limits of an alert. */
export function alertOf(mcs: number): number {
  return mcs < -ALERT ? -1 : mcs > ALERT ? 1 : 0;
}

/** The state in the queue, of a closed conversation the last one. */
export function queueState({ inQueue }: History): string {
  return inQueue ? 'IN_QUEUE' : 'ACTIVE';
}

function info({ account, history, asOf }: Subject) {
  const { number, startedAt, closedAt, csat, mcs } = history;
  const { id, source, device, isFirst } = profileOf(number);
  const agent = latestAssignment(history)?.agent;
  const skill = account.skills[history.skills.at(-1)!]!;
  const status = closedAt === undefined ? 'OPEN' : 'CLOSE';
  const [closeReason, closeReasonDescription] = closeReasons[history.cause ?? 0] ?? ['undefined', 'undefined'];
  return {
    ...timeFields('startTime', startedAt),
    ...timeFields('endTime', closedAt),
    ...timeFields('conversationEndTime', closedAt),
    ...timeFields('fullDialogEndTime', closedAt),
    duration: (closedAt ?? asOf) - startedAt,
    conversationId: id,
    brandId: account.id,
    status,
    fullDialogStatus: status,
    latestSkillId: Number(skill.id),
    latestSkillName: skill.name,
    ...agentFields('latestAgent', agent),
    ...(agent && groupFields(account, 'latestAgent', agent.group)),
    latestQueueState: queueState(history),
    source,
    device,
    firstConversation: isFirst,
    ...(mcs !== undefined && { mcs, alertedMCS: alertOf(mcs) }),
    ...(csat !== undefined && { csatRate: csat }),
    closeReason,
    closeReasonDescription,
    isPartial: false,
  };
}

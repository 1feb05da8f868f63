import { QueueReason } from '../contactCentre/segmentLogs';
import { HOUR } from '../contactCentre/time';
import { lineage } from '../kmm/selection';
import type { Simulator } from '../simulator';
import { readFlag, readIds, readVersion, readWhole, readWords, type Parameters } from './parameters';
import { waitingNow } from './queue';
import { hasQueueData } from './queueHealth';
import { byId, isSelected, present, selectIndexes, type Metrics } from './rows';

export const queueByGroupParameters = [
  'v',
  'skillIds',
  'allocatedAgentGroupIds',
  'includeSubGroups',
  'metrics',
  'timeframe',
];

type Waiting = ReturnType<typeof waitingNow>[number];

/** What each metric counts. Nobody transfers to an agent in the simulator. */
const counted: Record<string, (conversation: Waiting) => boolean> = {
  unassignedConversations: () => true,
  unassignedConversationsAndFirstTimeConsumer: ({ firstTime }) => firstTime,
  actionableConversations: ({ actionable }) => actionable,
  actionableAndDuringTransferToAgent: () => false,
  actionableAndDuringTransferToSkill: (conversation) => conversation.actionable && isTransferred(conversation),
  actionableAndDuringBackToQueue: ({ actionable, reason }) => actionable && reason === QueueReason.returned,
  notActionableConversations: ({ actionable }) => !actionable,
  notActionableAndDuringTransferToAgent: () => false,
  notActionableAndDuringTransferToSkill: (conversation) => !conversation.actionable && isTransferred(conversation),
  notActionableAndDuringBackToQueue: ({ actionable, reason }) => !actionable && reason === QueueReason.returned,
};

/** The method msgqueuehealthbygroup/current (API description, section 4.4); its time frame is in hours. */
export function queueByGroupResponse(simulator: Simulator, parameters: Parameters): object {
  readVersion(parameters, ['1']);
  const centre = simulator.currentCentre();
  const { account } = centre;
  const since = centre.now - readWhole('timeframe', parameters.timeframe ?? '24', 1, 72) * HOUR;
  const skills = selectIndexes(account.skills, readIds(parameters, 'skillIds'));
  const groups = selectIndexes(account.groups, readIds(parameters, 'allocatedAgentGroupIds'));
  const names = readWords(parameters, 'metrics', Object.keys(counted)) ?? Object.keys(counted);
  const nested = readFlag(parameters, 'includeSubGroups', false);
  const waiting = (hasQueueData(centre) ? waitingNow(centre) : [])
    .filter(({ skill, updatedAt }) => isSelected(skills, skill) && updatedAt >= since)
    .flatMap((conversation) => {
      const owners = nested ? lineage(account, conversation.group) : [conversation.group];
      return owners.filter((group) => isSelected(groups, group)).map((group) => ({ ...conversation, group }));
    });
  const metrics = (row: Waiting[]) => present(count(row, names), simulator.options.omitZero);
  const ofGroups = (row: Waiting[]) => byId(account.groups, row, ({ group }) => group, metrics);
  return { skillGroupMetrics: byId(account.skills, waiting, ({ skill }) => skill, ofGroups) };
}

function isTransferred({ reason }: Waiting): boolean {
  return reason === QueueReason.transferredByBot || reason === QueueReason.transferredByAgent;
}

function count(row: Waiting[], names: string[]): Metrics {
  return Object.fromEntries(names.map((name) => [name, row.filter(counted[name]!).length]));
}

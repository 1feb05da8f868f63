import { attributionOf, isOverdue } from '../contactCentre/conversation';
import { DAY, HOUR, type SimulatedClock } from '../contactCentre/time';
import type { Simulator } from '../simulator';
import { readFlag, readIds, readMillis, readVersion, readWords, rejectWith, type Parameters } from './parameters';
import { queueCounts, queueWaits, waitingNow, type QueuedConversation } from './queue';
import { hasQueueData } from './queueHealth';
import { byId, isSelected, present, selectIndexes, type Metrics } from './rows';
import type { Window } from './windows';

const kinds = ['queue', 'waittimes', 'overdue'] as const;
const RETENTION_HOURS = 72;
const OVERDUE_FOR = 4 * DAY;

export const currentQueueParameters = [
  'v',
  'fromMillis',
  'toMillis',
  'skillIds',
  'groupIds',
  'metrics',
  'breakdown',
  'overdueConversations',
];

/** An open conversation, as far as the method counts it. */
interface Counted {
  skill: number;
  queued?: QueuedConversation;
  overdue?: 'inQueue' | 'assigned';
}

/** The method msgqueuehealth/current (API description, section 4.3): the queues now. */
export function currentQueueResponse(simulator: Simulator, parameters: Parameters): object {
  const { now } = simulator.currentCentre();
  const opened = readOpened(parameters, simulator.clock);
  const selected = new Set<string>(readWords(parameters, 'metrics', kinds) ?? ['queue', 'waittimes']);
  if (readFlag(parameters, 'overdueConversations', false)) {
    selected.add('overdue');
  }
  const breakdown = readFlag(parameters, 'breakdown', true);
  const counted = countOpen(simulator, parameters, opened);
  const metrics = (row: Counted[]) => present(metricsOf(row, selected), simulator.options.omitZero);
  const { skills } = simulator.centre.account;
  return {
    ...(breakdown && {
      skillsMetrics: byId(
        skills,
        counted,
        ({ skill }) => skill,
        (row) => ({ time: now, ...metrics(row) })
      ),
    }),
    metricsTotal: metrics(counted),
  };
}

/** When the conversations must have been opened: version 1 has no bounds. */
function readOpened(parameters: Parameters, clock: SimulatedClock): Window | undefined {
  if (readVersion(parameters, ['1', '2']) === '1') {
    rejectWith('1', parameters, ['fromMillis', 'toMillis']);
    return undefined;
  }
  return readMillis(parameters, clock, RETENTION_HOURS);
}

/** Only those opened in the last 24 hours have waits; the last 4 days can be overdue. */
function countOpen({ centre }: Simulator, parameters: Parameters, opened: Window | undefined): Counted[] {
  const { account, now } = centre;
  const skills = selectIndexes(account.skills, readIds(parameters, 'skillIds'));
  const groups = selectIndexes(account.groups, readIds(parameters, 'groupIds'));
  const fits = (skill: number, startedAt: number) =>
    isSelected(skills, skill) && (!opened || (startedAt >= opened.from && startedAt < opened.to));
  if (!hasQueueData(centre)) {
    return [];
  }
  const queued = waitingNow(centre)
    .filter(({ skill, startedAt }) => fits(skill, startedAt))
    .map(({ queuedAt, startedAt, ...stay }): Counted => {
      const wait = startedAt >= now - 24 * HOUR ? now - queuedAt : undefined;
      return { skill: stay.skill, queued: { ...stay, share: 1, wait } };
    });
  const overdue = [...centre.open]
    .filter((conversation) => isOverdue(conversation, now) && conversation.startedAt >= now - OVERDUE_FOR)
    .filter(({ skill, startedAt }) => fits(skill.index, startedAt))
    .filter((conversation) => !conversation.agentState || isSelected(groups, attributionOf(conversation).group))
    .map(({ skill, agentState }): Counted => ({ skill: skill.index, overdue: agentState ? 'assigned' : 'inQueue' }));
  return [...queued, ...overdue];
}

function metricsOf(row: Counted[], selected: Set<string>): Metrics {
  const queued = row.flatMap((counted) => counted.queued ?? []);
  const overdue = (where: Counted['overdue']) => row.filter((counted) => counted.overdue === where).length;
  return {
    ...(selected.has('queue') && queueCounts(queued)),
    ...(selected.has('waittimes') && rounded(queueWaits(queued))),
    ...(selected.has('overdue') && {
      overdueConversationsInQueue: overdue('inQueue'),
      overdueConversationsAssigned: overdue('assigned'),
      overdueConversationsTotal: overdue('inQueue') + overdue('assigned'),
    }),
  };
}

/** Current waits are whole numbers. */
function rounded(metrics: Metrics): Metrics {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, Math.round(value)]));
}

import type { ContactCentre } from '../contactCentre/contactCentre';
import { MINUTE, type SimulatedClock } from '../contactCentre/time';
import { badRequest } from '../kmm/fields';
import type { Simulator } from '../simulator';
import { byIntervals } from './intervals';
import {
  readIds,
  readInterval,
  readMillis,
  readTimeframe,
  readVersion,
  rejectWith,
  type Parameters,
} from './parameters';
import { queueCounts, queueWaits, staysInWindow, type QueuedConversation } from './queue';
import { byId, isSelected, present, selectIndexes } from './rows';
import { rollingIntervals, rollingWindow, type Window } from './windows';

export const queueHealthParameters = ['v', 'timeframe', 'fromMillis', 'toMillis', 'skillIds', 'interval'];

const RETENTION_HOURS = 24;

/** The method msgqueuehealth (API description, section 4.2): the queues over time. */
export function queueHealthResponse(simulator: Simulator, parameters: Parameters): object {
  const centre = simulator.currentCentre();
  const window = readWindow(parameters, simulator.clock);
  const interval = readQueueInterval(parameters, window);
  const skills = selectIndexes(centre.account.skills, readIds(parameters, 'skillIds'));
  const count = (part: Window) => health(simulator, part, skills);
  if (interval === undefined) {
    return count(window);
  }
  const intervals = byIntervals(simulator, 'mixed', rollingIntervals(window, interval), count);
  return { metricsByIntervals: intervals, timeframeSummary: count(window) };
}

/** Reports whether an agent is logged in, without which LivePerson has no data of queues. */
export function hasQueueData({ agents }: ContactCentre): boolean {
  return agents.some(({ status }) => status !== 'OFFLINE');
}

function readWindow(parameters: Parameters, clock: SimulatedClock): Window {
  if (readVersion(parameters, ['1', '2']) === '1') {
    rejectWith('1', parameters, ['fromMillis', 'toMillis']);
    return rollingWindow(clock.now(), readTimeframe(parameters));
  }
  rejectWith('2', parameters, ['timeframe']);
  return readMillis(parameters, clock, RETENTION_HOURS);
}

function readQueueInterval(parameters: Parameters, { from, to }: Window): number | undefined {
  const minutes = (to - from) / MINUTE;
  if (parameters.interval !== undefined && !Number.isInteger(minutes)) {
    throw badRequest('With an interval, fromMillis and toMillis must be whole minutes apart.');
  }
  return readInterval(parameters, minutes);
}

function health(simulator: Simulator, window: Window, skills: Set<number> | undefined): object {
  const { centre, options } = simulator;
  const stays = hasQueueData(centre) ? staysInWindow(centre, window) : [];
  const selected = stays.filter(({ skill }) => isSelected(skills, skill));
  const metrics = (row: QueuedConversation[]) => present({ ...queueCounts(row), ...queueWaits(row) }, options.omitZero);
  return {
    skillsMetrics: byId(centre.account.skills, selected, ({ skill }) => skill, metrics),
    metricsTotal: metrics(selected),
  };
}

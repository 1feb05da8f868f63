import type { Simulator } from '../simulator';
import { byIntervals } from './intervals';
import { readIds, readInterval, readTimeframe, readVersion, type Parameters } from './parameters';
import { byId, isSelected, present, selectIndexes, type Metrics } from './rows';
import {
  countOutcome,
  meanFirstMessage,
  readUserType,
  segmentsInWindow,
  zeroWithout,
  type EndedSegment,
} from './segmentMetrics';
import { rollingIntervals, rollingWindow, type Window } from './windows';

export const skillSegmentParameters = ['v', 'timeframe', 'interval', 'skillIds', 'userType'];

/** The method msgskillsegments (API description, section 4.6): what became of conversations at each skill. */
export function skillSegmentsResponse(simulator: Simulator, parameters: Parameters): object {
  readVersion(parameters, ['1']);
  const timeframe = readTimeframe(parameters);
  const interval = readInterval(parameters, timeframe);
  const userType = readUserType(parameters);
  const { account, now, segments } = simulator.currentCentre();
  const skills = selectIndexes(account.skills, readIds(parameters, 'skillIds'));
  const log = segments.skillSegments;
  const metrics = (row: EndedSegment[]) => present(skillMetrics(row, log.abandonedInQueue), simulator.options.omitZero);
  const count = (window: Window) => {
    const selected = segmentsInWindow(log, window).filter(
      ({ skill }) => isSelected(skills, skill) && (!userType || account.skills[skill]!.servedBy === userType)
    );
    return {
      skillsMetrics: byId(account.skills, selected, ({ skill }) => skill, metrics),
      metricsTotal: metrics(selected),
    };
  };
  const whole = rollingWindow(now, timeframe);
  if (interval === undefined) {
    return count(whole);
  }
  const intervals = byIntervals(simulator, 'never', rollingIntervals(whole, interval), count);
  return { metricsByIntervals: intervals, timeframeSummary: count(whole) };
}

function skillMetrics(segments: EndedSegment[], abandonedInQueue: { at(row: number): number }): Metrics {
  return zeroWithout(segments, {
    totalSkillConversationSegments: segments.length,
    skillSegmentsAbandonedByConsumers: countOutcome(segments, 'abandoned'),
    skillSegmentsAbandonedByConsumersInQueue: segments.filter(({ row }) => abandonedInQueue.at(row) === 1).length,
    skillSegmentsWithNonResponsiveConsumers: countOutcome(segments, 'nonResponsiveConsumer'),
    skillSegmentsWithNonResponsiveAgents: countOutcome(segments, 'nonResponsiveAgent'),
    interactiveSkillSegments: countOutcome(segments, 'interactive'),
    avgTimetoFirstAgentMessageFromAgentAssignment: meanFirstMessage(segments),
  });
}

import type { ContactCentre } from '../contactCentre/contactCentre';
import { sourceOf } from '../contactCentre/profile';
import type { AgentSegments } from '../contactCentre/segmentLogs';
import type { Simulator } from '../simulator';
import { byIntervals } from './intervals';
import { readIds, readInterval, readTimeframe, readVersion, readWords, type Parameters } from './parameters';
import { NO_DATA } from './queue';
import { byId, isSelected, meanOr, present, selectIndexes, sum, type Metrics } from './rows';
import {
  countOutcome,
  meanFirstMessage,
  meanOfAny,
  readUserType,
  segmentsInWindow,
  zeroWithout,
  type EndedSegment,
} from './segmentMetrics';
import { rollingIntervals, rollingWindow, type Window } from './windows';

export const agentSegmentParameters = [
  'v',
  'timeframe',
  'interval',
  'agentIds',
  'skillIds',
  'groupIds',
  'userType',
  'source',
  'metrics',
];

/** It is in a response even where it was not asked for. */
const TOTAL = 'totalAgentConversationSegments';
const names = [
  TOTAL,
  'avgAgentMessagesinAgentSegment',
  'avgAgentSegmentDuration',
  'interactiveAgentSegments',
  'agentSegmentsAbandonedByConsumers',
  'agentSegmentsWithNonResponsiveConsumers',
  'agentSegmentsWithNonResponsiveAgents',
  'avgTimetoFirstAgentMessageFromAgentAssignment',
  'avgTimetoFirstAgentMessageFromAgentAssignment_AfterTransfer',
  'avgTimetoFirstAgentMessageFromAgentAssignment_NewConversation',
  'avgTimeToResponseFromAgentAssignment',
];

/** The method msgagentsegments (API description, section 4.7): what became of conversations at each agent. */
export function agentSegmentsResponse(simulator: Simulator, parameters: Parameters): object {
  readVersion(parameters, ['1']);
  const timeframe = readTimeframe(parameters);
  const interval = readInterval(parameters, timeframe);
  const wanted = new Set([TOTAL, ...(readWords(parameters, 'metrics', names) ?? names)]);
  const centre = simulator.currentCentre();
  const { account } = centre;
  const { agentSegments } = centre.segments;
  const fits = readFilter(centre, parameters);
  const skillIds = readIds(parameters, 'skillIds');
  const skills = selectIndexes(account.skills, skillIds);
  const metrics = (row: EndedSegment[]) =>
    present(select(agentMetrics(row, agentSegments), wanted), simulator.options.omitZero);
  const metricsPerAgent = (row: EndedSegment[]) => byId(account.agents, row, ({ agent }) => agent, metrics);
  const count = (window: Window) => {
    const selected = segmentsInWindow(agentSegments, window).filter(fits);
    const ofSkills = selected.filter(({ skill }) => isSelected(skills, skill));
    const perSkill = (row: EndedSegment[]) => ({ metricsPerAgent: metricsPerAgent(row) });
    return {
      ...(skillIds && { metricsPerSkill: byId(account.skills, ofSkills, ({ skill }) => skill, perSkill) }),
      agentsMetrics: { metricsPerAgent: metricsPerAgent(selected) },
      metricsTotal: metrics(selected),
    };
  };
  const whole = rollingWindow(centre.now, timeframe);
  if (interval === undefined) {
    return count(whole);
  }
  const intervals = byIntervals(simulator, 'always', rollingIntervals(whole, interval), count);
  return { metricsByIntervals: intervals, timeframeSummary: count(whole) };
}

/** Skills only add rows; all other parameters filter. */
function readFilter({ account, segments }: ContactCentre, parameters: Parameters): (segment: EndedSegment) => boolean {
  const agents = selectIndexes(account.agents, readIds(parameters, 'agentIds'));
  const groups = selectIndexes(account.groups, readIds(parameters, 'groupIds'));
  const userType = readUserType(parameters);
  const { source = 'all' } = parameters;
  const { conversation } = segments.agentSegments;
  return ({ row, agent, group }) =>
    isSelected(agents, agent) &&
    isSelected(groups, group) &&
    (!userType || account.agents[agent]!.type === userType) &&
    (source === 'all' || sourceOf(conversation.at(row)) === source);
}

function agentMetrics(segments: EndedSegment[], log: AgentSegments): Metrics {
  const moved = ({ row }: EndedSegment) => log.afterTransfer.at(row) === 1;
  const responses = sum(segments.map(({ row }) => log.responses.at(row)));
  const responseTime = sum(segments.map(({ row }) => log.responseTime.at(row)));
  return zeroWithout(segments, {
    totalAgentConversationSegments: segments.length,
    avgAgentMessagesinAgentSegment: meanOr(
      NO_DATA,
      segments.map(({ row }) => log.messages.at(row))
    ),
    avgAgentSegmentDuration: meanOfAny(segments.map(({ row }) => log.duration.at(row))),
    interactiveAgentSegments: countOutcome(segments, 'interactive'),
    agentSegmentsAbandonedByConsumers: countOutcome(segments, 'abandoned'),
    agentSegmentsWithNonResponsiveConsumers: countOutcome(segments, 'nonResponsiveConsumer'),
    agentSegmentsWithNonResponsiveAgents: countOutcome(segments, 'nonResponsiveAgent'),
    avgTimetoFirstAgentMessageFromAgentAssignment: meanFirstMessage(segments),
    avgTimetoFirstAgentMessageFromAgentAssignment_AfterTransfer: meanFirstMessage(segments.filter(moved)),
    avgTimetoFirstAgentMessageFromAgentAssignment_NewConversation: meanFirstMessage(
      segments.filter((segment) => !moved(segment))
    ),
    avgTimeToResponseFromAgentAssignment: responses > 0 ? Math.round(responseTime / responses) : NO_DATA,
  });
}

function select(metrics: Metrics, wanted: Set<string>): Metrics {
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => wanted.has(name)));
}

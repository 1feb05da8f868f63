import { Cause, type Status } from '../../contactCentre/journal';
import { meanOf, ratioOf, type Mean } from '../accumulator';
import { NO_REASON } from './durations';
import { share, type AgentAccumulator } from './accumulator';

const HOUR = 3_600_000;
/** The value of a missing rate in LivePerson's draft. */
const NO_RATE = -1;
const statuses: Status[] = ['ONLINE', 'BACK_SOON', 'AWAY'];

type Value = number | string | object | undefined;

/** A metric of the agent view method. */
export interface AgentMetric {
  /** Name in a request. */
  name: string;
  /** Name in a response. */
  field: string;
  timeScope: 'byTime' | 'currentValue';
  /** Its value, or undefined without data. */
  value: (accumulator: AgentAccumulator) => Value;
}

type Entry = [name: string, value: AgentMetric['value'], field?: string];

const transfers = ({ concluded }: AgentAccumulator) => concluded[Cause.transfer]!;
const concluded = (accumulator: AgentAccumulator) => accumulator.closed + transfers(accumulator);
const closeRate = (accumulator: AgentAccumulator) => share(accumulator.closed, concluded(accumulator));
const total = ({ sum, count }: Mean) => (count > 0 ? sum : undefined);

const byTime: Entry[] = [
  ['closed_conversations', (accumulator) => accumulator.closed],
  ['closed_by_agent', (accumulator) => accumulator.concluded[Cause.agent]],
  ['closed_by_consumer', (accumulator) => accumulator.concluded[Cause.consumer]],
  ['auto_closed', (accumulator) => accumulator.concluded[Cause.system]],
  ['concluded_conversations', concluded],
  ['transfers', transfers],
  ['back_to_queue', (accumulator) => accumulator.backToQueue],
  ['transfer_rate', (accumulator) => share(transfers(accumulator), concluded(accumulator))],
  ['close_rate', closeRate],
  ['closed_rate', closeRate],
  ['avg_wait_time', (accumulator) => meanOf(accumulator.wait)],
  ['avg_wait_time_first_response', (accumulator) => meanOf(accumulator.firstWait)],
  ['avg_time_to_response', (accumulator) => meanOf(accumulator.sinceAssigned)],
  ['avg_time_to_first_response_first_assignment', (accumulator) => meanOf(accumulator.sinceFirstAssigned)],
  ['avg_time_to_first_response_all_assignments', (accumulator) => meanOf(accumulator.sinceThisAssigned)],
  ['total_wait_time_first_response', (accumulator) => total(accumulator.firstWait)],
  ['total_time_to_first_response_all_assignments', (accumulator) => total(accumulator.sinceThisAssigned)],
  ['csat', (accumulator) => meanOf(accumulator.satisfied)],
  ['fcr', (accumulator) => accumulator.resolvedShare(true)],
  ['fcr_without_skip', (accumulator) => accumulator.resolvedShare(false)],
  ['nps', (accumulator) => meanOf(accumulator.recommend)],
  ['avg_conversations_duration', (accumulator) => meanOf(accumulator.duration)],
  ['intent_matched_rate', (accumulator) => meanOf(accumulator.intents)],
  ['agent_status_duration', statusTimes, 'agentStatusDurationList'],
  ['agent_status_with_reason_duration', reasonTimes, 'agentStatusWithReasonDurationList'],
  ['agent_login_duration', ({ durations }) => durations?.login, 'loginDuration'],
  ['agent_online_duration', ({ durations }) => durations?.of('ONLINE'), 'onlineDuration'],
  ['online_rate', ({ durations }) => durations && (share(durations.of('ONLINE'), durations.login) ?? NO_RATE)],
  [
    'closed_conversations_per_login_hour',
    (accumulator) => share(accumulator.closed, (accumulator.durations?.login ?? 0) / HOUR),
  ],
  [
    'closed_conversations_per_online_hour',
    (accumulator) => share(accumulator.closed, (accumulator.durations?.of('ONLINE') ?? 0) / HOUR),
  ],
];

const currentValue: Entry[] = [
  ['assigned_conversations', (accumulator) => accumulator.assigned],
  ['active_conversations', (accumulator) => accumulator.active],
  ['agent_load', (accumulator) => ratioOf(accumulator.load.HUMAN, accumulator.load.BOT)],
  ['available_slots', (accumulator) => accumulator.free],
  ['max_slots', ({ state }) => state.agent.maxSlots],
  ['pending_agent_response', (accumulator) => accumulator.pending],
  ['pending_agent_response_rate', (accumulator) => share(accumulator.pending, accumulator.assigned)],
  ['agent_current_status', ({ state }) => state.status],
  ['agent_current_status_start_time', ({ state }) => state.since],
  ['agent_current_status_reason', ({ state }) => state.reason ?? NO_REASON, 'agentCurrentStatusReasonId'],
  ['agent_current_status_reason_start_time', ({ state }) => (state.reason ? state.reasonSince : undefined)],
];

/** Every metric of the method, those of the newest pages and of drafts included. */
export const agentMetrics: AgentMetric[] = [
  ...byTime.map(metric('byTime')),
  ...currentValue.map(metric('currentValue')),
];

const byName = new Map(agentMetrics.map((entry) => [entry.name, entry]));

/** The metric of a request's name, or undefined. */
export function findAgentMetric(name: string): AgentMetric | undefined {
  return byName.get(name);
}

function metric(timeScope: AgentMetric['timeScope']): (entry: Entry) => AgentMetric {
  return ([name, value, field = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())]) => ({
    name,
    field,
    timeScope,
    value,
  });
}

function statusTimes({ durations }: AgentAccumulator): object | undefined {
  const times = statuses.map((agentStatus) => ({ agentStatus, agentStatusDuration: durations?.of(agentStatus) ?? 0 }));
  return unlessEmpty(times.filter(({ agentStatusDuration }) => agentStatusDuration > 0));
}

function reasonTimes({ durations }: AgentAccumulator): object | undefined {
  const times = durations?.times ?? [];
  return unlessEmpty(
    times.map(({ status, reason, ms }) => ({
      agentStatus: status,
      agentStatusDuration: ms,
      agentStatusReasonId: reason,
    }))
  );
}

function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

import { Cause, type Status } from '../../centre/journal';
import { meanOf, ratioOf, type Mean } from '../tally';
import { NO_REASON } from './durations';
import { share, type AgentTally } from './tally';

const HOUR = 3_600_000;
/** What LivePerson's draft says where there is no rate. */
const NO_RATE = -1;
const statuses: Status[] = ['ONLINE', 'BACK_SOON', 'AWAY'];

type Value = number | string | object | undefined;

/** A metric of the agent view method. */
export interface AgentMetric {
  /** Name in a request. */
  name: string;
  /** Name in an answer. */
  field: string;
  tense: 'byTime' | 'currentValue';
  /** Its value, or undefined without data. */
  value: (tally: AgentTally) => Value;
}

type Entry = [name: string, value: AgentMetric['value'], field?: string];

const transfers = ({ concluded }: AgentTally) => concluded[Cause.transfer]!;
const concluded = (tally: AgentTally) => tally.closed + transfers(tally);
const closeRate = (tally: AgentTally) => share(tally.closed, concluded(tally));
const total = ({ sum, count }: Mean) => (count > 0 ? sum : undefined);

const byTime: Entry[] = [
  ['closed_conversations', (tally) => tally.closed],
  ['closed_by_agent', (tally) => tally.concluded[Cause.agent]],
  ['closed_by_consumer', (tally) => tally.concluded[Cause.consumer]],
  ['auto_closed', (tally) => tally.concluded[Cause.system]],
  ['concluded_conversations', concluded],
  ['transfers', transfers],
  ['back_to_queue', (tally) => tally.backToQueue],
  ['transfer_rate', (tally) => share(transfers(tally), concluded(tally))],
  ['close_rate', closeRate],
  ['closed_rate', closeRate],
  ['avg_wait_time', (tally) => meanOf(tally.wait)],
  ['avg_wait_time_first_response', (tally) => meanOf(tally.firstWait)],
  ['avg_time_to_response', (tally) => meanOf(tally.sinceAssigned)],
  ['avg_time_to_first_response_first_assignment', (tally) => meanOf(tally.sinceFirstAssigned)],
  ['avg_time_to_first_response_all_assignments', (tally) => meanOf(tally.sinceThisAssigned)],
  ['total_wait_time_first_response', (tally) => total(tally.firstWait)],
  ['total_time_to_first_response_all_assignments', (tally) => total(tally.sinceThisAssigned)],
  ['csat', (tally) => meanOf(tally.satisfied)],
  ['fcr', (tally) => tally.resolvedShare(true)],
  ['fcr_without_skip', (tally) => tally.resolvedShare(false)],
  ['nps', (tally) => meanOf(tally.recommend)],
  ['avg_conversations_duration', (tally) => meanOf(tally.duration)],
  ['intent_matched_rate', (tally) => meanOf(tally.intents)],
  ['agent_status_duration', statusTimes, 'agentStatusDurationList'],
  ['agent_status_with_reason_duration', reasonTimes, 'agentStatusWithReasonDurationList'],
  ['agent_login_duration', ({ durations }) => durations?.login, 'loginDuration'],
  ['agent_online_duration', ({ durations }) => durations?.of('ONLINE'), 'onlineDuration'],
  ['online_rate', ({ durations }) => durations && (share(durations.of('ONLINE'), durations.login) ?? NO_RATE)],
  ['closed_conversations_per_login_hour', (tally) => share(tally.closed, (tally.durations?.login ?? 0) / HOUR)],
  ['closed_conversations_per_online_hour', (tally) => share(tally.closed, (tally.durations?.of('ONLINE') ?? 0) / HOUR)],
];

const currentValue: Entry[] = [
  ['assigned_conversations', (tally) => tally.assigned],
  ['active_conversations', (tally) => tally.active],
  ['agent_load', (tally) => ratioOf(tally.load.HUMAN, tally.load.BOT)],
  ['available_slots', (tally) => tally.free],
  ['max_slots', ({ state }) => state.agent.maxSlots],
  ['pending_agent_response', (tally) => tally.pending],
  ['pending_agent_response_rate', (tally) => share(tally.pending, tally.assigned)],
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

function metric(tense: AgentMetric['tense']): (entry: Entry) => AgentMetric {
  return ([name, value, field = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())]) => ({
    name,
    field,
    tense,
    value,
  });
}

function statusTimes({ durations }: AgentTally): object | undefined {
  const times = statuses.map((agentStatus) => ({ agentStatus, agentStatusDuration: durations?.of(agentStatus) ?? 0 }));
  return unlessEmpty(times.filter(({ agentStatusDuration }) => agentStatusDuration > 0));
}

function reasonTimes({ durations }: AgentTally): object | undefined {
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

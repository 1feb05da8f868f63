import { Cause } from '../centre/journal';
import { meanOf, ratioOf, type Tally } from './tally';

/** A metric of the KMM metrics method, as LivePerson documents it. */
export interface Metric {
  /** Name in a request. */
  name: string;
  /** Name in an answer. */
  field: string;
  /** Whether it is of a window of time or of now, hence in which list a request names it. */
  tense: 'byTime' | 'currentValue';
  /** Whether answers can be sorted by it; the newer metrics cannot. */
  sortable: boolean;
  /** Its value, or undefined without data. */
  value: (tally: Tally) => number | undefined;
}

type Entry = [name: string, value: Metric['value'], sortable?: 'sortable'];

const byTime: Entry[] = [
  ['closed_conversations', (tally) => tally.closed, 'sortable'],
  ['closed_by_agent', (tally) => tally.concluded[Cause.agent]],
  ['closed_by_consumer', (tally) => tally.concluded[Cause.consumer]],
  ['auto_closed', (tally) => tally.concluded[Cause.system]],
  ['concluded_conversations', (tally) => tally.closed + tally.concluded[Cause.transfer]!],
  ['avg_wait_time', (tally) => meanOf(tally.wait), 'sortable'],
  ['avg_wait_time_first_response', (tally) => meanOf(tally.firstWait), 'sortable'],
  ['avg_time_to_response', (tally) => meanOf(tally.sinceAssigned), 'sortable'],
  ['avg_time_to_first_response_first_assignment', (tally) => meanOf(tally.sinceFirstAssigned), 'sortable'],
  ['csat', (tally) => meanOf(tally.satisfied)],
];

const currentValue: Entry[] = [
  ['open_conversations', (tally) => tally.queueWaits.length + tally.assigned],
  ['unassigned_conversations', (tally) => tally.queueWaits.length],
  ['assigned_conversations', (tally) => tally.assigned, 'sortable'],
  ['active_conversations', (tally) => tally.active, 'sortable'],
  ['overdue_conversations_in_queue', (tally) => tally.overdueInQueue],
  ['overdue_conversations_assigned', (tally) => tally.overdueAssigned],
  ['overdue_conversations_total', (tally) => tally.overdueInQueue + tally.overdueAssigned],
  ['queue_wait_time_50th_percentile', (tally) => tally.queuePercentile(0.5)],
  ['queue_wait_time_90th_percentile', (tally) => tally.queuePercentile(0.9)],
  ['agent_load', (tally) => ratioOf(tally.load.HUMAN, tally.load.BOT), 'sortable'],
  ['human_agent_load', (tally) => ratioOf(tally.load.HUMAN), 'sortable'],
  ['human_online_load', (tally) => ratioOf(tally.humanOnline)],
  ['human_away_load', (tally) => ratioOf(tally.humanAway)],
  ['online_agents', (tally) => tally.agents.ONLINE, 'sortable'],
  ['away_agents', (tally) => tally.agents.AWAY, 'sortable'],
  ['back_soon_agents', (tally) => tally.agents.BACK_SOON, 'sortable'],
  ['available_slots', (tally) => tally.free],
];

/** Every metric of the method. */
export const metrics: Metric[] = [...byTime.map(metric('byTime')), ...currentValue.map(metric('currentValue'))];

const byName = new Map(metrics.map((entry) => [entry.name, entry]));

/** The metric of a request's name, or undefined. */
export function findMetric(name: string): Metric | undefined {
  return byName.get(name);
}

/** The fields that answers can be sorted by, beside `key`. */
export const sortable = new Map(metrics.filter((entry) => entry.sortable).map((entry) => [entry.field, entry]));

function metric(tense: Metric['tense']): (entry: Entry) => Metric {
  return ([name, value, sorts]) => {
    const field = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    return { name, field, tense, sortable: sorts === 'sortable', value };
  };
}

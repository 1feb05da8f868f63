import { Cause } from '../contactCentre/journal';
import { meanOf, ratioOf, type Accumulator } from './accumulator';

/** A metric of the KMM metrics method, as documented by LivePerson. */
export interface Metric {
  /** Name in a request. */
  name: string;
  /** Name in a response. */
  field: string;
  /** Whether it covers the window or is a current value, which have separate lists in a request. */
  timeScope: 'byTime' | 'currentValue';
  /** Whether responses can be sorted by it; the newer metrics cannot. */
  sortable: boolean;
  /** Its value, or undefined without data. */
  value: (accumulator: Accumulator) => number | undefined;
}

type Entry = [name: string, value: Metric['value'], sortable?: 'sortable'];

const byTime: Entry[] = [
  ['closed_conversations', (accumulator) => accumulator.closed, 'sortable'],
  ['closed_by_agent', (accumulator) => accumulator.concluded[Cause.agent]],
  ['closed_by_consumer', (accumulator) => accumulator.concluded[Cause.consumer]],
  ['auto_closed', (accumulator) => accumulator.concluded[Cause.system]],
  ['concluded_conversations', (accumulator) => accumulator.closed + accumulator.concluded[Cause.transfer]!],
  ['avg_wait_time', (accumulator) => meanOf(accumulator.wait), 'sortable'],
  ['avg_wait_time_first_response', (accumulator) => meanOf(accumulator.firstWait), 'sortable'],
  ['avg_time_to_response', (accumulator) => meanOf(accumulator.sinceAssigned), 'sortable'],
  ['avg_time_to_first_response_first_assignment', (accumulator) => meanOf(accumulator.sinceFirstAssigned), 'sortable'],
  ['csat', (accumulator) => meanOf(accumulator.satisfied)],
];

const currentValue: Entry[] = [
  ['open_conversations', (accumulator) => accumulator.queueWaits.length + accumulator.assigned],
  ['unassigned_conversations', (accumulator) => accumulator.queueWaits.length],
  ['assigned_conversations', (accumulator) => accumulator.assigned, 'sortable'],
  ['active_conversations', (accumulator) => accumulator.active, 'sortable'],
  ['overdue_conversations_in_queue', (accumulator) => accumulator.overdueInQueue],
  ['overdue_conversations_assigned', (accumulator) => accumulator.overdueAssigned],
  ['overdue_conversations_total', (accumulator) => accumulator.overdueInQueue + accumulator.overdueAssigned],
  ['queue_wait_time_50th_percentile', (accumulator) => accumulator.queuePercentile(0.5)],
  ['queue_wait_time_90th_percentile', (accumulator) => accumulator.queuePercentile(0.9)],
  ['agent_load', (accumulator) => ratioOf(accumulator.load.HUMAN, accumulator.load.BOT), 'sortable'],
  ['human_agent_load', (accumulator) => ratioOf(accumulator.load.HUMAN), 'sortable'],
  ['human_online_load', (accumulator) => ratioOf(accumulator.humanOnline)],
  ['human_away_load', (accumulator) => ratioOf(accumulator.humanAway)],
  ['online_agents', (accumulator) => accumulator.agents.ONLINE, 'sortable'],
  ['away_agents', (accumulator) => accumulator.agents.AWAY, 'sortable'],
  ['back_soon_agents', (accumulator) => accumulator.agents.BACK_SOON, 'sortable'],
  ['available_slots', (accumulator) => accumulator.free],
];

/** Every metric of the method. */
export const metrics: Metric[] = [...byTime.map(metric('byTime')), ...currentValue.map(metric('currentValue'))];

const byName = new Map(metrics.map((entry) => [entry.name, entry]));

/** The metric of a request's name, or undefined. */
export function findMetric(name: string): Metric | undefined {
  return byName.get(name);
}

/** The fields by which responses can be sorted, besides `key`. */
export const sortable = new Map(metrics.filter((entry) => entry.sortable).map((entry) => [entry.field, entry]));

function metric(timeScope: Metric['timeScope']): (entry: Entry) => Metric {
  return ([name, value, sorts]) => {
    const field = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    return { name, field, timeScope, sortable: sorts === 'sortable', value };
  };
}

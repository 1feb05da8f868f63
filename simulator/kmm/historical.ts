import type { ContactCentre } from '../contactCentre/contactCentre';
import { Cause } from '../contactCentre/journal';
import { DAY, MINUTE } from '../contactCentre/time';
import type { Simulator } from '../simulator';
import {
  badRequest,
  readObject,
  rejectUnknown,
  parseBody,
  readIds,
  readMetrics,
  readTime,
  readUserTypes,
} from './fields';
import { Selection, type Filters } from './selection';

const MAX_POINTS = 100;
const filterFields = ['time', 'agentIds', 'agentGroupIds', 'skillIds', 'userTypes'];

/** The causes of conclusions that a metric counts, by its name in a request. */
const causes: Record<string, { field: string; counts: number[] }> = {
  transfers: { field: 'transfers', counts: [Cause.transfer] },
  closed_conversations: { field: 'closedConversations', counts: [Cause.agent, Cause.consumer, Cause.system] },
  concluded_conversations: {
    field: 'concludedConversations',
    counts: [Cause.agent, Cause.consumer, Cause.system, Cause.transfer],
  },
};

interface Interval {
  timestamp: number;
  values: Record<string, number>;
}

/**
 * The historical method (API description, section 3.3), as JSON text: its counts are written as doubles.
 * There is a point at both edges of the window, each for the interval before it.
 * Throws an `HttpError` with status 400.
 */
export function historicalResponse(simulator: Simulator, query: Record<string, unknown>, text: unknown): string {
  const centre = simulator.currentCentre();
  const { filters, from, to, metrics } = readBody(text, centre.now);
  const step = readInterval(query.interval, to - from);
  const selection = new Selection(centre.account, filters);
  const historicalMetricsIntervals = edges(from, to, step).map((timestamp): Interval => {
    const since = timestamp === from ? from - step : Math.max(from, lastEdge(from, timestamp, step));
    const countsByCause = countCauses(centre, selection, since, timestamp);
    const entries = metrics
      .map(({ field, counts }) => [field, counts.reduce((sum, cause) => sum + countsByCause[cause]!, 0)] as const)
      .filter(([, value]) => value > 0 || !simulator.options.omitZero);
    return { timestamp, values: Object.fromEntries(entries) };
  });
  return JSON.stringify({ historicalMetricsIntervals }).replace(/("[a-z]\w+":)(\d+)(?=[,}])/gi, asDouble);
}

function asDouble(written: string, name: string, digits: string): string {
  return name === '"timestamp":' ? written : `${name}${digits}.0`;
}

/** The edges of the intervals; the last interval is shorter where the window is not a multiple. */
function edges(from: number, to: number, step: number): number[] {
  const count = Math.ceil((to - from) / step);
  return Array.from({ length: count + 1 }, (_, n) => Math.min(to, from + n * step));
}

function lastEdge(from: number, timestamp: number, step: number): number {
  return from + (Math.ceil((timestamp - from) / step) - 1) * step;
}

function countCauses({ conclusions }: ContactCentre, selection: Selection, from: number, to: number): number[] {
  const counts = [0, 0, 0, 0, 0];
  const [first, end] = conclusions.window(from, to);
  for (let row = first; row < end; row++) {
    if (selection.hasEvent(conclusions.skill.at(row), conclusions.group.at(row), conclusions.agent.at(row))) {
      counts[conclusions.cause.at(row)]! += 1;
    }
  }
  return counts;
}

/** The interval in ms. The default is the shortest of 5 minutes, an hour and a day with fewer than 100 points. */
function readInterval(value: unknown, length: number): number {
  const text = String(value ?? '0');
  if (text === '' || text === '0' || text === 'null') {
    const choices = [5 * MINUTE, 60 * MINUTE, DAY];
    return choices.find((step) => Math.ceil(length / step) + 1 < MAX_POINTS)!;
  }
  if (!/^[1-9]\d{0,6}$/.test(text)) {
    throw badRequest(`interval must be whole minutes, not "${text}".`);
  }
  const step = Number(text) * MINUTE;
  const points = Math.ceil(length / step) + 1;
  if (points > MAX_POINTS) {
    throw badRequest(`An interval of ${text} minutes gives ${points} points; at most ${MAX_POINTS} are allowed.`);
  }
  return step;
}

function readBody(text: unknown, now: number) {
  const body = parseBody(text);
  rejectUnknown(body, ['filters', 'metricsToRetrieveByTime'], 'the body');
  const filters = readObject(body.filters, 'filters');
  rejectUnknown(filters, filterFields, 'filters');
  const selected: Filters = {
    agentIds: readIds(filters, 'agentIds'),
    agentGroupIds: readIds(filters, 'agentGroupIds'),
    skillIds: readIds(filters, 'skillIds'),
    userTypes: readUserTypes(filters.userTypes),
    includeSubGroups: false,
  };
  const find = (name: string) => (Object.hasOwn(causes, name) ? causes[name] : undefined);
  return {
    filters: selected,
    ...readTime(filters.time, now, { ms: DAY, text: '24 hours' }),
    metrics: readMetrics(body.metricsToRetrieveByTime, 'metricsToRetrieveByTime', find),
  };
}

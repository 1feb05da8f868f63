import type { UserType } from '../centre/account';
import { DAY, MINUTE } from '../centre/time';
import { Refusal } from '../refusal';
import type { GroupBy } from './count';
import { findMetric, type Metric } from './dictionary';
import type { Filters } from './selection';

/** A valid body of the KMM metrics method. */
export interface MetricsBody {
  filters: Filters;
  /** Rounded down to the minute, epoch ms. */
  from: number;
  /** Rounded up to the minute, epoch ms; not included. */
  to: number;
  metrics: Metric[];
  sections: Set<string>;
  groupBy: GroupBy | undefined;
}

type Json = Record<string, unknown>;

const bodyFields = [
  'filters',
  'metricsToRetrieveByTime',
  'metricsToRetrieveCurrentValue',
  'responseSections',
  'groupBy',
];
const filterFields = ['time', 'agentIds', 'agentGroupIds', 'skillIds', 'userTypes', 'includeSubGroups'];

/** Reads a body as strictly as sections 3 and 3.1 of the API's description. Throws a `Refusal` with status 400. */
export function readBody(text: unknown, now: number, retention: number): MetricsBody {
  const body = parse(text);
  onlyKnown(body, bodyFields, 'the body');
  const filters = object(body.filters, 'filters');
  onlyKnown(filters, filterFields, 'filters');
  const groupBy = readGroupBy(body.groupBy);
  return {
    filters: readFilters(filters),
    ...readTime(filters.time, now, retention),
    metrics: [
      ...readMetrics(body.metricsToRetrieveByTime, 'metricsToRetrieveByTime', 'byTime'),
      ...readMetrics(body.metricsToRetrieveCurrentValue, 'metricsToRetrieveCurrentValue', 'currentValue'),
    ],
    sections: readSections(body.responseSections, groupBy),
    groupBy,
  };
}

function bad(message: string): Refusal {
  return new Refusal(400, message);
}

function parse(text: unknown): Json {
  if (typeof text !== 'string' || text.trim() === '') {
    throw bad('A JSON body is required.');
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw bad('The body is not valid JSON.');
  }
  return object(body, 'the body');
}

function object(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(`${what} is required and must be an object.`);
  }
  return value as Json;
}

function onlyKnown(value: Json, known: string[], what: string): void {
  const stranger = Object.keys(value).find((key) => !known.includes(key));
  if (stranger !== undefined) {
    throw bad(`Unknown field ${stranger} in ${what}.`);
  }
}

function readTime(value: unknown, now: number, retention: number): { from: number; to: number } {
  const { from, to } = object(value, 'filters.time');
  if (!Number.isInteger(from) || !Number.isInteger(to)) {
    throw bad('filters.time.from and filters.time.to are required and must be whole epoch milliseconds.');
  }
  const [first, last] = [from as number, to as number];
  if (first > last) {
    throw bad('filters.time.from must not be after filters.time.to.');
  }
  const window = { from: Math.floor(first / MINUTE) * MINUTE, to: Math.ceil(last / MINUTE) * MINUTE };
  if (window.to - window.from > DAY) {
    throw bad('The time range, rounded to minutes, must not be longer than 24 hours.');
  }
  if (window.from < Math.floor((now - retention) / MINUTE) * MINUTE) {
    throw bad('filters.time.from must not be more than 14 days ago.');
  }
  return window;
}

function readFilters(filters: Json): Filters {
  const { includeSubGroups = false } = filters;
  if (typeof includeSubGroups !== 'boolean') {
    throw bad('filters.includeSubGroups must be true or false.');
  }
  return {
    agentIds: readIds(filters.agentIds, 'agentIds'),
    agentGroupIds: readIds(filters.agentGroupIds, 'agentGroupIds'),
    skillIds: readIds(filters.skillIds, 'skillIds'),
    userTypes: readUserTypes(filters.userTypes),
    includeSubGroups,
  };
}

function readIds(value: unknown, name: string): string[] | undefined {
  const ids = strings(value, `filters.${name}`);
  const wrong = ids?.find((id) => !/^-?\d+$/.test(id));
  if (wrong !== undefined) {
    throw bad(`filters.${name}: "${wrong}" is not an id.`);
  }
  return ids && ids.length > 0 ? ids : undefined;
}

function readUserTypes(value: unknown): UserType[] | undefined {
  const types = strings(value, 'filters.userTypes');
  const wrong = types?.find((type) => type !== 'HUMAN' && type !== 'BOT');
  if (wrong !== undefined) {
    throw bad(`filters.userTypes: "${wrong}" is not one of HUMAN, BOT.`);
  }
  return types && types.length > 0 ? (types as UserType[]) : undefined;
}

function readMetrics(value: unknown, name: string, tense: Metric['tense']): Metric[] {
  return (strings(value, name) ?? []).map((wanted) => {
    const metric = findMetric(wanted);
    if (metric?.tense !== tense) {
      throw bad(`${name}: "${wanted}" is not a metric of this list.`);
    }
    return metric;
  });
}

function readGroupBy(value: unknown): GroupBy | undefined {
  if (value === undefined || value === 'skillId' || value === 'agentGroupId') {
    return value;
  }
  throw bad('groupBy must be skillId or agentGroupId.');
}

function readSections(value: unknown, groupBy: GroupBy | undefined): Set<string> {
  const sections = strings(value, 'responseSections') ?? [];
  const wrong = sections.find((section) => section !== 'all' && section !== 'groupBy');
  if (wrong !== undefined) {
    throw bad(`responseSections: "${wrong}" is not one of all, groupBy.`);
  }
  if (sections.includes('groupBy') && groupBy === undefined) {
    throw bad('responseSections asks for groupBy, so groupBy must be skillId or agentGroupId.');
  }
  return new Set(sections.length > 0 ? sections : ['all', 'groupBy']);
}

function strings(value: unknown, name: string): string[] | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
    throw bad(`${name} must be an array of strings.`);
  }
  return value as string[];
}

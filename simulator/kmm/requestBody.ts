import { RETENTION } from '../contactCentre/contactCentre';
import type { GroupBy } from './count';
import { findMetric, type Metric } from './metrics';
import {
  badRequest,
  readObject,
  rejectUnknown,
  parseBody,
  readIds,
  readMetrics,
  readTime,
  readUserTypes,
  readWords,
  type Json,
  type Retention,
} from './fields';
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

/** The retention of the metrics and agent view methods. */
export const fourteenDays: Retention = { ms: RETENTION, text: '14 days' };

const bodyFields = [
  'filters',
  'metricsToRetrieveByTime',
  'metricsToRetrieveCurrentValue',
  'responseSections',
  'groupBy',
];
const filterFields = ['time', 'agentIds', 'agentGroupIds', 'skillIds', 'userTypes', 'includeSubGroups'];

/** Reads a body as strictly as sections 3 and 3.1 of the API's description. Throws an `HttpError` with status 400. */
export function readBody(text: unknown, now: number): MetricsBody {
  const body = parseBody(text);
  rejectUnknown(body, bodyFields, 'the body');
  const filters = readObject(body.filters, 'filters');
  rejectUnknown(filters, filterFields, 'filters');
  const groupBy = readGroupBy(body.groupBy);
  return {
    filters: readFilters(filters),
    ...readTime(filters.time, now, fourteenDays),
    metrics: [
      ...readMetrics(body.metricsToRetrieveByTime, 'metricsToRetrieveByTime', of('byTime')),
      ...readMetrics(body.metricsToRetrieveCurrentValue, 'metricsToRetrieveCurrentValue', of('currentValue')),
    ],
    sections: readSections(body.responseSections, groupBy),
    groupBy,
  };
}

function of(tense: Metric['timeScope']): (name: string) => Metric | undefined {
  return (name) => {
    const metric = findMetric(name);
    return metric?.timeScope === tense ? metric : undefined;
  };
}

function readFilters(filters: Json): Filters {
  const { includeSubGroups = false } = filters;
  if (typeof includeSubGroups !== 'boolean') {
    throw badRequest('filters.includeSubGroups must be true or false.');
  }
  return {
    agentIds: readIds(filters, 'agentIds'),
    agentGroupIds: readIds(filters, 'agentGroupIds'),
    skillIds: readIds(filters, 'skillIds'),
    userTypes: readUserTypes(filters.userTypes),
    includeSubGroups,
  };
}

function readGroupBy(value: unknown): GroupBy | undefined {
  if (value === undefined || value === 'skillId' || value === 'agentGroupId') {
    return value;
  }
  throw badRequest('groupBy must be skillId or agentGroupId.');
}

function readSections(value: unknown, groupBy: GroupBy | undefined): Set<string> {
  const known = ['all', 'groupBy'];
  const sections = readWords(value, 'responseSections', known) ?? [];
  if (sections.includes('groupBy') && groupBy === undefined) {
    throw badRequest('responseSections asks for groupBy, so groupBy must be skillId or agentGroupId.');
  }
  return new Set(sections.length > 0 ? sections : known);
}

import fc from 'fast-check';

import { rowKinds } from '../../catalogue';

const queryFields = [
  'refId',
  'hide',
  'datasource',
  'schemaVersion',
  'rows',
  'kpis',
  'filter',
  'window',
  'shape',
  'orderBy',
];
const nestedFields = [
  'interval',
  'agents',
  'agentStatus',
  'userTypes',
  'limit',
  'skills',
  'groups',
  'includeSubGroups',
  'channels',
  'states',
  'kind',
  'hours',
  'from',
  'timeZone',
  'kpi',
  'desc',
];
const values = [
  ...rowKinds,
  'series',
  '1h',
  'AWAY',
  'BOT',
  'QUEUED',
  'range',
  'last',
  'today',
  '09:00',
  'open_conversations',
  '$skill',
  '-1',
  '',
];

/** JSON objects with the field names and values of queries. */
const { fuzzQuery } = fc.letrec((tie) => ({
  fuzzQuery: fc.dictionary(fc.constantFrom(...queryFields, ...nestedFields), tie('value'), { maxKeys: 8 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...values),
    fc.integer({ min: -2, max: 30 }),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('fuzzQuery'),
    fc.jsonValue({ maxDepth: 1, stringUnit: fc.constantFrom('a', '7', '$', '-') })
  ),
}));

/** A value after serialising and parsing. */
export function jsonRoundTrip(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Any object in place of a saved query. */
export const fuzzObject = fuzzQuery.map((value) => jsonRoundTrip(value) as object);

/** Any value in place of a saved query. */
export const fuzzValue = fc.oneof(fuzzObject, fc.jsonValue().map(jsonRoundTrip), fc.constant(undefined));

const blanks = fc.constantFrom('', ' ', null, undefined, 0, -1, [], [' '], '7', ['', '7']);

/** A saved query with blank or nearly blank fields. */
export const malformedQuery = fc.record({
  schemaVersion: fc.constant(1),
  rows: fc.constantFrom(...rowKinds),
  kpis: fc.constantFrom([], [''], ['csat', null], [' csat '], ['open_conversations']),
  filter: fc.record({ skills: blanks, groups: blanks, includeSubGroups: fc.boolean(), agentStatus: blanks }),
  window: fc.record({
    kind: fc.constantFrom('last', 'today', 'range'),
    hours: blanks,
    from: fc.oneof(blanks, fc.constant('09:00')),
    timeZone: blanks,
  }),
  shape: fc.constantFrom('value', 'series'),
  interval: blanks,
  orderBy: fc.record({ kpi: blanks, desc: fc.boolean() }),
  limit: blanks,
});

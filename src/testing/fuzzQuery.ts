import fc from 'fast-check';

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
  'kind',
  'hours',
  'from',
  'timeZone',
  'kpi',
  'desc',
];
const values = [
  'account',
  'skill',
  'agent',
  'series',
  '1h',
  'AWAY',
  'BOT',
  'range',
  'last',
  'today',
  '09:00',
  'open_conversations',
  '$skill',
  '-1',
  '',
];

/** JSON that looks like a query more often than chance would have it. */
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

/** A value as it comes back when it was saved. */
export function jsonRoundTrip(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** An object that may stand where a saved query should. */
export const fuzzObject = fuzzQuery.map((value) => jsonRoundTrip(value) as object);

/** Whatever may stand where a saved query should. */
export const fuzzValue = fc.oneof(fuzzObject, fc.jsonValue().map(jsonRoundTrip), fc.constant(undefined));

const blanks = fc.constantFrom('', ' ', null, undefined, 0, -1, [], [' '], '7', ['', '7']);

/** A saved query of which parts are blank, or nearly. */
export const malformedQuery = fc.record({
  schemaVersion: fc.constant(1),
  rows: fc.constantFrom('account', 'skill', 'agent'),
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

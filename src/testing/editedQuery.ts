import { CoreApp } from '@grafana/data';
import fc from 'fast-check';

import { describeRow, findKpi, rowKinds } from '../../catalogue';
import { examples } from '../help/examples';
import {
  hasFilter,
  kpisFor,
  withFilter,
  withInterval,
  withKpis,
  withLimit,
  withOption,
  withOrder,
  withRows,
  withShape,
} from '../query/change';
import { applyChange, type EditorDraft } from '../query/editorDraft';
import { defaultQuery } from '../query/defaults';
import { suggestedIntervals } from '../query/interval';
import { migrate } from '../query/migrate';
import {
  durationUnits,
  layouts,
  type AgentStatus,
  type ConversationState,
  type KmmQuery,
  type UserType,
  type Window,
} from '../query/model';
import { makeQuery } from './makeQuery';

type EditorAction = (query: KmmQuery) => KmmQuery;

/** An action with one of these values, without effect if it is not available for the query. */
function action<T>(
  values: fc.Arbitrary<T>,
  apply: (query: KmmQuery, value: T) => KmmQuery,
  isAvailable: (query: KmmQuery) => boolean = () => true
): fc.Arbitrary<EditorAction> {
  return values.map((value) => (query) => (isAvailable(query) ? apply(query, value) : query));
}

const isValueQuery = ({ shape }: KmmQuery) => shape === 'value';
const isTrendQuery = ({ shape }: KmmQuery) => shape === 'series';
const canFilter = (name: Parameters<typeof hasFilter>[1]) => (query: KmmQuery) => hasFilter(query.rows, name);
const hasGroups = ({ filter }: KmmQuery) => filter.groups !== undefined;
const canSort = (query: KmmQuery) => isValueQuery(query) && !describeRow(query.rows).single;

const ids = fc.uniqueArray(fc.constantFrom('101', '-1', '4711', '$skill', '${group}'), { maxLength: 3 });
const hours = fc.integer({ min: 1, max: 336 });
const windows: fc.Arbitrary<Window> = fc.oneof(
  hours.map((count): Window => ({ kind: 'last', hours: count })),
  fc.constantFrom<Window>(
    { kind: 'range' },
    { kind: 'today', from: '00:00' },
    { kind: 'today', from: '09:30', timeZone: 'Asia/Kathmandu' }
  )
);

/** The available value at an index, modulo their number. */
function nth<T>(available: T[], index: number): T | undefined {
  return available[index % Math.max(1, available.length)];
}

/** Adds one of the available KPIs, or removes it. */
function toggleKpi(query: KmmQuery, index: number): KmmQuery {
  const selected = nth([...kpisFor(query.rows, query.shape).map(({ id }) => id), '$kpi'], index) ?? '$kpi';
  const rest = query.kpis.filter((id) => id !== selected);
  return withKpis(query, rest.length < query.kpis.length ? rest : [...query.kpis, selected]);
}

function changeOrder(query: KmmQuery, [index, desc, worstFirst]: [number, boolean, boolean]): KmmQuery {
  const available = query.kpis.filter((id) => findKpi(id)?.measure !== 'text');
  const kpi = nth(available, index);
  return withOrder(query, kpi === undefined ? undefined : { kpi, desc, ...(worstFirst && { worstFirst }) });
}

/** The actions of the query editor. */
const editorActions = fc.oneof(
  action(fc.constantFrom(...rowKinds), withRows),
  action(fc.constantFrom<KmmQuery['shape']>('value', 'series'), withShape),
  action(fc.nat(), toggleKpi),
  action(ids, (query, skills) => withFilter(query, { skills })),
  action(ids, (query, groups) => withFilter(query, { groups })),
  action(fc.boolean(), (query, includeSubGroups) => withFilter(query, { includeSubGroups }), hasGroups),
  action(ids, (query, agents) => withFilter(query, { agents }), canFilter('agents')),
  action(
    fc.subarray(['SHARK', 'Apple Business Chat', '$channel']),
    (query, channels) => withFilter(query, { channels }),
    canFilter('channels')
  ),
  action(
    fc.subarray<ConversationState>(['QUEUED', 'ACTIVE']),
    (query, states) => withFilter(query, { states }),
    canFilter('states')
  ),
  action(
    fc.subarray<AgentStatus>(['ONLINE', 'OFFLINE']),
    (query, agentStatus) => withFilter(query, { agentStatus }),
    canFilter('agentStatus')
  ),
  action(
    fc.subarray<UserType>(['HUMAN', 'BOT']),
    (query, userTypes) => withFilter(query, { userTypes }),
    canFilter('userTypes')
  ),
  action(windows, (query, window) => ({ ...query, window }), isValueQuery),
  action(fc.constantFrom('', '$step', '45m', ...suggestedIntervals), withInterval, isTrendQuery),
  action(fc.tuple(fc.nat(), fc.boolean(), fc.boolean()), changeOrder, canSort),
  action(fc.option(fc.integer({ min: 1 }), { nil: undefined }), withLimit, canSort),
  action(fc.constantFrom(undefined, ...layouts), (query, layout) => withOption(query, 'layout', layout)),
  action(fc.boolean(), (query, text) => withOption(query, 'levelText', text), isValueQuery),
  action(
    fc.constantFrom('skill' as const, 'group' as const, false as const),
    (query, rows) => withOption(query, 'worstOf', rows),
    isValueQuery
  ),
  action(
    fc.constantFrom('day' as const, 'week' as const, false as const),
    (query, before) => withOption(query, 'compareWith', before),
    ({ rows }) => rows !== 'conversation'
  ),
  action(fc.constantFrom(undefined, 10, 2000, '$sample' as const), (query, size) =>
    withOption(query, 'sampleSize', size)
  ),
  action(fc.constantFrom(undefined, 0, 30, '$opened' as const), (query, minutes) =>
    withOption(query, 'openedWithin', minutes)
  ),
  action(fc.constantFrom(undefined, 60, '$seconds' as const), (query, seconds) =>
    withOption(query, 'serviceLevelSeconds', seconds)
  ),
  action(fc.constantFrom(undefined, 30, '$seconds' as const), (query, seconds) =>
    withOption(query, 'chatServiceLevelSeconds', seconds)
  ),
  action(fc.boolean(), (query, own) => withOption(query, 'openPoint', own && 'separate'), isTrendQuery),
  action(
    fc.constantFrom(false as const, ...durationUnits),
    (query, unit) => withOption(query, 'durationUnit', unit),
    isTrendQuery
  )
);

const initialQueries = fc.constantFrom(
  makeQuery(),
  migrate({ refId: 'A', ...defaultQuery() }),
  migrate({ refId: 'A', ...defaultQuery(CoreApp.PanelEditor) }),
  ...examples.map(({ query }) => ({ refId: 'A', ...query }))
);

/** The draft after a random sequence of actions. */
export const editorDraft: fc.Arbitrary<EditorDraft> = fc
  .tuple(initialQueries, fc.array(editorActions, { maxLength: 25 }))
  .map(([start, made]) =>
    made.reduce<EditorDraft>((draft, apply) => applyChange(draft, apply(draft.visible)), {
      visible: start,
      complete: start,
    })
  );

/** The query after a random sequence of actions. */
export const editedQuery: fc.Arbitrary<KmmQuery> = editorDraft.map(({ visible }) => visible);

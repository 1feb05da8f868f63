import { CoreApp } from '@grafana/data';
import fc from 'fast-check';

import { findKpi, type Rows } from '../../catalogue';
import { examples } from '../help/examples';
import {
  kpisFor,
  withFilter,
  withInterval,
  withKpis,
  withLimit,
  withOrder,
  withRows,
  withShape,
} from '../query/change';
import { choose, type Chosen } from '../query/chosen';
import { defaultQuestion } from '../query/defaults';
import { intervals } from '../query/interval';
import { migrate } from '../query/migrate';
import type { AgentStatus, KmmQuery, UserType, Window } from '../query/model';
import { queryOf } from './queries';

type Choice = (query: KmmQuery) => KmmQuery;

/** A choice of one of these values, where a query is offered it. */
function choice<T>(
  values: fc.Arbitrary<T>,
  make: (query: KmmQuery, value: T) => KmmQuery,
  isOffered: (query: KmmQuery) => boolean = () => true
): fc.Arbitrary<Choice> {
  return values.map((value) => (query) => (isOffered(query) ? make(query, value) : query));
}

const isValue = ({ shape }: KmmQuery) => shape === 'value';
const isTrend = ({ shape }: KmmQuery) => shape === 'series';
const isAgents = ({ rows }: KmmQuery) => rows === 'agent';
const hasGroups = ({ filter }: KmmQuery) => filter.groups !== undefined;
const hasOrder = (query: KmmQuery) => isValue(query) && query.rows !== 'account';

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

/** Of what is offered, the one at this place. */
function nth<T>(offered: T[], place: number): T | undefined {
  return offered[place % Math.max(1, offered.length)];
}

/** Chooses one more of the KPIs that are offered, or takes one away. */
function otherKpi(query: KmmQuery, place: number): KmmQuery {
  const chosen = nth([...kpisFor(query.rows, query.shape).map(({ id }) => id), '$kpi'], place) ?? '$kpi';
  const rest = query.kpis.filter((id) => id !== chosen);
  return withKpis(query, rest.length < query.kpis.length ? rest : [...query.kpis, chosen]);
}

function otherOrder(query: KmmQuery, [place, desc]: [number, boolean]): KmmQuery {
  const offered = query.kpis.filter((id) => findKpi(id)?.measure !== 'text');
  const kpi = nth(offered, place);
  return withOrder(query, kpi === undefined ? undefined : { kpi, desc });
}

/** What can be done in the query editor. */
const choices = fc.oneof(
  choice(fc.constantFrom<Rows>('account', 'skill', 'group', 'agent'), withRows),
  choice(fc.constantFrom<KmmQuery['shape']>('value', 'series'), withShape),
  choice(fc.nat(), otherKpi),
  choice(ids, (query, skills) => withFilter(query, { skills })),
  choice(ids, (query, groups) => withFilter(query, { groups })),
  choice(fc.boolean(), (query, includeSubGroups) => withFilter(query, { includeSubGroups }), hasGroups),
  choice(ids, (query, agents) => withFilter(query, { agents }), isAgents),
  choice(
    fc.subarray<AgentStatus>(['ONLINE', 'OFFLINE']),
    (query, agentStatus) => withFilter(query, { agentStatus }),
    isAgents
  ),
  choice(fc.subarray<UserType>(['HUMAN', 'BOT']), (query, userTypes) => withFilter(query, { userTypes })),
  choice(windows, (query, window) => ({ ...query, window }), isValue),
  choice(fc.constantFrom('', '$step', '45m', ...intervals), withInterval, isTrend),
  choice(fc.tuple(fc.nat(), fc.boolean()), otherOrder, hasOrder),
  choice(fc.option(fc.integer({ min: 1 }), { nil: undefined }), withLimit, hasOrder)
);

const starts = fc.constantFrom(
  queryOf(),
  migrate({ refId: 'A', ...defaultQuestion() }),
  migrate({ refId: 'A', ...defaultQuestion(CoreApp.PanelEditor) }),
  ...examples.map(({ question }) => ({ refId: 'A', ...question }))
);

/** What is chosen after any choices in the query editor, one after the other. */
export const anyChosen: fc.Arbitrary<Chosen> = fc
  .tuple(starts, fc.array(choices, { maxLength: 25 }))
  .map(([start, made]) =>
    made.reduce<Chosen>((chosen, make) => choose(chosen, make(chosen.shown)), { shown: start, all: start })
  );

/** The query after any choices in the query editor. */
export const chosenQuery: fc.Arbitrary<KmmQuery> = anyChosen.map(({ shown }) => shown);

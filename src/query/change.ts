import {
  describeRow,
  findKpi,
  isRecorded,
  kpis as catalogue,
  type Kpi,
  type RowKind,
  type Source,
} from '../../catalogue';
import { defaultConversationKpis } from './conversations';
import type { KpiOption } from './kpiOptions';
import type { Filter, KmmQuery } from './model';

type Shape = KmmQuery['shape'];

/** The KPI of a trend if none of the selected ones has a trend. */
const defaultTrendKpi = 'closed_conversations';

/**
 * Reports whether a KPI has a trend: it is a number over a window, or a current value of which the data source keeps a
 * history (`hasHistory`).
 */
export function hasTrend(kpi: Kpi, rows: RowKind, hasHistory: boolean): boolean {
  const { tense, measure } = kpi;
  return (tense === 'window' && measure !== 'text' && measure !== 'time') || (hasHistory && isRecorded(kpi, rows));
}

function isCompatible(kpi: Kpi, rows: RowKind, shape: Shape, hasHistory: boolean): boolean {
  return kpi.rows.includes(rows) && (shape === 'value' || hasTrend(kpi, rows, hasHistory));
}

/** The KPIs that a kind of row and a shape support, in the catalogue's order. */
export function kpisFor(rows: RowKind, shape: Shape = 'value', hasHistory = false): Kpi[] {
  return catalogue.filter((kpi) => isCompatible(kpi, rows, shape, hasHistory));
}

/** The selected KPIs that the query's rows or shape do not support, as queries written by hand can have. */
export function incompatibleKpis({ kpis, rows, shape }: KmmQuery, hasHistory = false): Kpi[] {
  return kpis.flatMap((id) => findKpi(id) ?? []).filter((kpi) => !isCompatible(kpi, rows, shape, hasHistory));
}

/** Reports whether all KPIs are current values, so that the window is ignored. */
export function isCurrentOnly(kpis: string[]): boolean {
  return kpis.length > 0 && kpis.every((id) => findKpi(id)?.tense === 'now');
}

/** LivePerson's methods of these APIs return at most the last 24 hours, so that they have no values of a day before. */
const dayOnlyApis = ['operations.', 'realtime.'];

const isDayOnly = ({ api }: Source): boolean => dayOnlyApis.some((name) => api.startsWith(name));

function canCompare(id: string): boolean {
  const kpi = findKpi(id);
  return kpi === undefined || (kpi.tense === 'window' && !kpi.sources?.every(isDayOnly));
}

/** Reports whether LivePerson has earlier values of one of the KPIs, or may have of one that a variable stands for. */
export function hasEarlierValues(kpis: string[]): boolean {
  return kpis.length === 0 || kpis.some(canCompare);
}

/** The query with other KPIs; an order by a removed KPI is removed, too. */
export function withKpis(query: KmmQuery, kpis: string[]): KmmQuery {
  const changed = { ...query, kpis };
  if (query.orderBy && !kpis.includes(query.orderBy.kpi)) {
    delete changed.orderBy;
  }
  return changed;
}

/** Keeps what the catalogue does not know, such as a variable. */
function withoutIncompatibleKpis(query: KmmQuery, hasHistory: boolean): KmmQuery {
  const incompatible = incompatibleKpis(query, hasHistory).map(({ id }) => id);
  return withKpis(
    query,
    query.kpis.filter((id) => !incompatible.includes(id))
  );
}

/** The filters that only some kinds of rows have. */
const filtersOfRows = {
  agents: ['agent', 'conversation'],
  agentStatus: ['agent'],
  channels: ['account', 'skill', 'group', 'conversation'],
  states: ['conversation'],
  userTypes: ['account', 'skill', 'group', 'agent'],
} satisfies Partial<Record<keyof Filter, RowKind[]>>;

/** Reports whether a kind of row can be filtered by this. */
export function hasFilter(rows: RowKind, name: keyof typeof filtersOfRows): boolean {
  const kinds: RowKind[] = filtersOfRows[name];
  return kinds.includes(rows);
}

/** The methods that count conversations by channel; others have no such filter. */
const methodsByChannel = [
  'interactions.monitoring',
  'interactions.started',
  'interactions.active',
  'interactions.started_by_row',
  'interactions.active_by_row',
];

/** Reports whether a filter by channel is of use: for rows by conversation, and where a KPI is counted from conversations. */
export function canFilterByChannel({ rows, kpis, filter }: KmmQuery): boolean {
  const sources = kpis.flatMap((id) => findKpi(id)?.sources ?? []);
  const isCounted = filter.channels !== undefined || sources.some(({ api }) => methodsByChannel.includes(api));
  return hasFilter(rows, 'channels') && (rows === 'conversation' || isCounted);
}

function withoutOtherFilters(query: KmmQuery): KmmQuery {
  const names = Object.keys(filtersOfRows) as Array<keyof typeof filtersOfRows>;
  const others = names.filter((name) => !hasFilter(query.rows, name));
  return withFilter(query, Object.fromEntries(others.map((name) => [name, []])));
}

/**
 * The query for another kind of row, without what that kind does not support: KPIs, filters, order, limit and name of a
 * single row, and the past of rows that come and go.
 */
export function withRows(query: KmmQuery, rows: RowKind, hasHistory = false): KmmQuery {
  const changed = withoutOtherFilters(withoutIncompatibleKpis({ ...query, rows }, hasHistory));
  const { single, transient } = describeRow(rows);
  if (single) {
    delete changed.orderBy;
    delete changed.limit;
    delete changed.nameLabels;
  }
  if (!transient) {
    return changed;
  }
  delete changed.compareWith;
  const current = withShape(changed, 'value');
  return current.kpis.length > 0 ? current : withKpis(current, defaultConversationKpis);
}

/**
 * The query as a trend or as one value. A trend covers the dashboard's range, has no order, and always has at least one
 * KPI. Rows that come and go have none.
 */
export function withShape(query: KmmQuery, shape: Shape, hasHistory = false): KmmQuery {
  if (shape === 'value' || describeRow(query.rows).transient) {
    const { interval: _interval, openPoint: _openPoint, durationUnit: _unit, ...value } = query;
    return { ...value, shape: 'value' };
  }
  const { orderBy: _order, limit: _limit, ...rest } = query;
  const trend = withoutIncompatibleKpis({ ...rest, shape, window: { kind: 'range' } }, hasHistory);
  return trend.kpis.length > 0 ? trend : withKpis(trend, [defaultTrendKpi]);
}

/** The query with the interval of its trend; empty means automatic. */
export function withInterval(query: KmmQuery, interval: string): KmmQuery {
  const { interval: _, ...rest } = query;
  return interval === '' ? rest : { ...rest, interval };
}

/** The query with some filters replaced; an empty list means all and is removed. */
export function withFilter(query: KmmQuery, changes: Partial<Filter>): KmmQuery {
  const filter: Filter = { ...query.filter, ...changes };
  for (const name of ['skills', 'groups', 'agents', 'userTypes', 'agentStatus', 'channels', 'states'] as const) {
    if (!filter[name]?.length) {
      delete filter[name];
    }
  }
  if (!filter.groups || !filter.includeSubGroups) {
    delete filter.includeSubGroups;
  }
  return { ...query, filter };
}

/** The query with this order, or with none. */
export function withOrder(query: KmmQuery, orderBy: KmmQuery['orderBy']): KmmQuery {
  const changed = { ...query, orderBy };
  if (!orderBy) {
    delete changed.orderBy;
  }
  return changed;
}

type Option =
  | 'nameLabels'
  | 'layout'
  | 'levelColors'
  | 'levelText'
  | 'openPoint'
  | 'durationUnit'
  | 'severities'
  | 'onlyCritical'
  | 'worstOf'
  | 'compareWith'
  | KpiOption;

/** The query with an option; undefined and false are its default, which is saved as an absent field. */
export function withOption<N extends Option>(query: KmmQuery, name: N, value: KmmQuery[N] | false): KmmQuery {
  const changed: KmmQuery = { ...query, [name]: value };
  if (value === undefined || value === false) {
    delete changed[name];
  }
  return changed;
}

/** The query with this maximum number of rows, or with none. */
export function withLimit(query: KmmQuery, limit: KmmQuery['limit']): KmmQuery {
  const changed = { ...query, limit };
  if (limit === undefined) {
    delete changed.limit;
  }
  return changed;
}

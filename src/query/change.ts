import { findKpi, kpis as catalogue, type Kpi, type RowKind } from '../../catalogue';
import type { Filter, KmmQuery } from './model';

type Shape = KmmQuery['shape'];

/** What a trend shows where none of the KPIs chosen before has one. */
const defaultTrendKpi = 'closed_conversations';

/** Whether LivePerson can tell the course of a KPI: a number, and not only of this moment. */
export function hasTrend({ tense, measure }: Kpi): boolean {
  return tense === 'window' && measure !== 'text' && measure !== 'time';
}

function isCompatible(kpi: Kpi, rows: RowKind, shape: Shape): boolean {
  return kpi.rows.includes(rows) && (shape === 'value' || hasTrend(kpi));
}

/** The KPIs that a kind of row can have, in a shape, in the catalogue's order. */
export function kpisFor(rows: RowKind, shape: Shape = 'value'): Kpi[] {
  return catalogue.filter((kpi) => isCompatible(kpi, rows, shape));
}

/** The chosen KPIs that the query's rows or shape cannot have: a query written by hand may ask for such. */
export function incompatibleKpis({ kpis, rows, shape }: KmmQuery): Kpi[] {
  return kpis.flatMap((id) => findKpi(id) ?? []).filter((kpi) => !isCompatible(kpi, rows, shape));
}

/** Whether all chosen KPIs are values of this moment, so that the window changes nothing. */
export function isCurrentOnly(kpis: string[]): boolean {
  return kpis.length > 0 && kpis.every((id) => findKpi(id)?.tense === 'now');
}

/** The query with other KPIs; an order by a KPI that is gone goes with it. */
export function withKpis(query: KmmQuery, kpis: string[]): KmmQuery {
  const changed = { ...query, kpis };
  if (query.orderBy && !kpis.includes(query.orderBy.kpi)) {
    delete changed.orderBy;
  }
  return changed;
}

/** A KPI that the catalogue does not know, such as a variable, stays. */
function withoutIncompatibleKpis(query: KmmQuery): KmmQuery {
  const incompatible = incompatibleKpis(query).map(({ id }) => id);
  return withKpis(
    query,
    query.kpis.filter((id) => !incompatible.includes(id))
  );
}

/**
 * The query for another kind of row, less what such a row cannot have: KPIs, filters by agents, and order and limit
 * where there is but one row.
 */
export function withRows(query: KmmQuery, rows: RowKind): KmmQuery {
  const changed = withoutIncompatibleKpis({ ...query, rows });
  if (rows === 'account') {
    delete changed.orderBy;
    delete changed.limit;
  }
  return rows === 'agent' ? changed : withFilter(changed, { agents: [], agentStatus: [] });
}

/**
 * The query as a trend or as one value. A trend is always over the dashboard's range and has no order; it begins with
 * a KPI that has one.
 */
export function withShape(query: KmmQuery, shape: Shape): KmmQuery {
  if (shape === 'value') {
    const { interval: _, ...value } = query;
    return { ...value, shape };
  }
  const { orderBy: _order, limit: _limit, ...rest } = query;
  const trend = withoutIncompatibleKpis({ ...rest, shape, window: { kind: 'range' } });
  return trend.kpis.length > 0 ? trend : withKpis(trend, [defaultTrendKpi]);
}

/** The query with the length of time that a point of its trend stands for; empty means as the panel has room. */
export function withInterval(query: KmmQuery, interval: string): KmmQuery {
  const { interval: _, ...rest } = query;
  return interval === '' ? rest : { ...rest, interval };
}

/** The query with one part of its filter replaced; an empty list means all and is left out. */
export function withFilter(query: KmmQuery, changes: Partial<Filter>): KmmQuery {
  const filter: Filter = { ...query.filter, ...changes };
  for (const name of ['skills', 'groups', 'agents', 'userTypes', 'agentStatus'] as const) {
    if (!filter[name]?.length) {
      delete filter[name];
    }
  }
  if (!filter.groups || !filter.includeSubGroups) {
    delete filter.includeSubGroups;
  }
  return { ...query, filter };
}

/** The query with an order, or without. */
export function withOrder(query: KmmQuery, orderBy: KmmQuery['orderBy']): KmmQuery {
  const changed = { ...query, orderBy };
  if (!orderBy) {
    delete changed.orderBy;
  }
  return changed;
}

/** The query with a limit of rows, or without. */
export function withLimit(query: KmmQuery, limit: number | undefined): KmmQuery {
  const changed = { ...query, limit };
  if (limit === undefined) {
    delete changed.limit;
  }
  return changed;
}

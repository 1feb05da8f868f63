import { findKpi, kpis as catalogue, type Kpi, type Rows } from '../../catalogue';
import type { Filter, KmmQuery } from './model';

/** The KPIs that a kind of row can have, in the catalogue's order. */
export function kpisFor(rows: Rows): Kpi[] {
  return catalogue.filter((kpi) => kpi.rows.includes(rows));
}

/** Whether all chosen KPIs are values of this moment, so that the window changes nothing. */
export function isNowOnly(kpis: string[]): boolean {
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

/**
 * The query for another kind of row, less the KPIs that such a row cannot have.
 * The account is one row, so that neither order nor limit has a meaning there.
 * A KPI that the catalogue does not know, such as a variable, stays.
 */
export function withRows(query: KmmQuery, rows: Rows): KmmQuery {
  const fitting = query.kpis.filter((id) => findKpi(id)?.rows.includes(rows) ?? true);
  const changed = withKpis({ ...query, rows }, fitting);
  if (rows === 'account') {
    delete changed.orderBy;
    delete changed.limit;
  }
  return changed;
}

/** The query with one part of its filter replaced; an empty list means all and is left out. */
export function withFilter(query: KmmQuery, part: Partial<Filter>): KmmQuery {
  const filter: Filter = { ...query.filter, ...part };
  if (!filter.skills?.length) {
    delete filter.skills;
  }
  if (!filter.groups?.length) {
    delete filter.groups;
    delete filter.includeSubGroups;
  }
  if (!filter.includeSubGroups) {
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

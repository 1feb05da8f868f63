import type { ScopedVars } from '@grafana/data';

import { kpisFor } from './change';
import type { Filter, KmmQuery } from './model';

/** Replaces template variables in a text: `replace` of Grafana's template service. */
export type Replace = (target?: string, scopedVars?: ScopedVars, format?: string) => string;

/** The values of `All`: the custom all value of our dashboards, and the one that Grafana saves. */
const allValues = ['*', '$__all'];

const listFilters = ['skills', 'groups', 'agents', 'userTypes', 'agentStatus'] as const;

type ReplaceText = (text: string) => string;

/**
 * The values of a saved list after interpolation, without duplicates. Queries written by hand can have numbers, null, or
 * one value instead of a list; undefined for anything else.
 */
function expandList(saved: unknown, replace: ReplaceText): string[] | undefined {
  const values = [saved].flat().filter((value) => value !== null && value !== undefined);
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) {
    return undefined;
  }
  const ids = values.flatMap((value) => replace(String(value)).split(','));
  return [...new Set(ids.map((id) => id.trim()).filter((id) => id !== ''))];
}

function includesAll(ids: string[]): boolean {
  return ids.some((id) => allValues.includes(id));
}

function expandKpis(query: KmmQuery, replace: ReplaceText): string[] {
  const ids = expandList(query.kpis, replace);
  return ids && includesAll(ids) ? kpisFor(query.rows, query.shape).map(({ id }) => id) : (ids ?? query.kpis);
}

function expandFilter(saved: Filter, replace: ReplaceText): Filter {
  const filter: Record<string, unknown> = { ...saved };
  for (const name of listFilters) {
    const ids = expandList(saved[name], replace);
    if (ids) {
      filter[name] = ids;
    }
    if (ids && (ids.length === 0 || includesAll(ids))) {
      delete filter[name];
    }
  }
  return filter;
}

/** Reports whether a value is a JSON object. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The query with its template variables replaced. A variable with several values becomes several ids. `*` or no value
 * means no filter; among KPIs, `*` means every KPI that the rows support. Invalid fields are kept unchanged, because the
 * server reports them.
 */
export function interpolate(query: KmmQuery, scopedVars: ScopedVars, replace: Replace): KmmQuery {
  const replaceAll = (text: string) => replace(text, scopedVars, 'csv');
  const { kpis, filter, orderBy, interval } = query;
  return {
    ...query,
    ...(kpis && { kpis: expandKpis(query, replaceAll) }),
    ...(isObject(filter) && { filter: expandFilter(filter, replaceAll) }),
    ...(typeof orderBy?.kpi === 'string' && { orderBy: { ...orderBy, kpi: replaceAll(orderBy.kpi) } }),
    ...(typeof interval === 'string' && { interval: replaceAll(interval) }),
  };
}

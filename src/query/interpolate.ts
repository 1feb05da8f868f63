import type { ScopedVars } from '@grafana/data';

import { kpisFor } from './change';
import type { Filter, KmmQuery } from './model';

/** Puts the values of template variables into a text: `replace` of Grafana's template service. */
export type Replace = (target?: string, scopedVars?: ScopedVars, format?: string) => string;

/** What a variable's `All` stands for: its custom all value as our dashboards set it, and what Grafana saves. */
const allValues = ['*', '$__all'];

const listFilters = ['skills', 'groups', 'agents', 'userTypes', 'agentStatus'] as const;

type ReplaceText = (text: string) => string;

/**
 * The values that a saved list stands for, each once. Queries written by hand may hold numbers, nothing at all, or one
 * value where a list should be; undefined where it is none of these.
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

/** An object where one should be; anything else is left as it is. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The query with its template variables replaced. A variable of several values becomes several ids; `*` among them
 * or no value at all means no filter, and among KPIs every KPI that the rows can have. All else stays as it was saved,
 * faults included: it is for the server to name them.
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

import type { ScopedVars } from '@grafana/data';

import { kpisFor } from './change';
import type { Filter, KmmQuery } from './model';

/** Puts the values of template variables into a text: `replace` of Grafana's template service. */
export type Replace = (target?: string, scopedVars?: ScopedVars, format?: string) => string;

/** What a variable's `All` stands for when its custom all value is set to this. */
const all = '*';

const lists = ['skills', 'groups', 'agents', 'userTypes', 'agentStatus'] as const;

/** Queries written by hand may hold numbers, or one value where a list should be. */
function expand(values: string[] | undefined, replace: (text: string) => string): string[] {
  const ids = [values ?? []].flat().flatMap((value) => replace(String(value)).split(','));
  return [...new Set(ids.map((id) => id.trim()).filter((id) => id !== ''))];
}

function expandKpis(query: KmmQuery, replace: (text: string) => string): string[] {
  const ids = expand(query.kpis, replace);
  return ids.includes(all) ? kpisFor(query.rows, query.shape).map(({ id }) => id) : ids;
}

function expandFilter(saved: Filter | undefined, replace: (text: string) => string): Filter {
  const filter: Record<string, unknown> = { ...saved };
  for (const name of lists) {
    const ids = expand(saved?.[name], replace);
    delete filter[name];
    if (ids.length > 0 && !ids.includes(all)) {
      filter[name] = ids;
    }
  }
  return filter;
}

/**
 * The query with its template variables replaced. A variable of several values becomes several ids; `*` among them
 * or no value at all means no filter, and among KPIs every KPI that the rows can have. All else stays as it was saved,
 * faults included: it is for the server to name them.
 */
export function interpolate(query: KmmQuery, scopedVars: ScopedVars, replace: Replace): KmmQuery {
  const replaceAll = (text: string) => replace(text, scopedVars, 'csv');
  return {
    ...query,
    kpis: expandKpis(query, replaceAll),
    filter: expandFilter(query.filter, replaceAll),
    ...(query.orderBy && { orderBy: { ...query.orderBy, kpi: replaceAll(query.orderBy.kpi) } }),
    ...(query.interval && { interval: replaceAll(query.interval) }),
  };
}

import type { ScopedVars } from '@grafana/data';

import type { Filter, KmmQuery } from './model';

/** Puts the values of template variables into a text: `replace` of Grafana's template service. */
export type Replace = (target?: string, scopedVars?: ScopedVars, format?: string) => string;

/** What a variable's `All` stands for when its custom all value is set to this. */
const all = '*';

/** Queries written by hand may hold numbers, or one value where a list should be. */
function expand(values: string[] | undefined, replace: (text: string) => string): string[] {
  const ids = [values ?? []].flat().flatMap((value) => replace(String(value)).split(','));
  return [...new Set(ids.map((id) => id.trim()).filter((id) => id !== ''))];
}

/** The ids to filter by, or undefined for all. */
function expandIds(values: string[] | undefined, replace: (text: string) => string): string[] | undefined {
  const ids = expand(values, replace);
  return ids.length === 0 || ids.includes(all) ? undefined : ids;
}

function expandFilter(saved: Filter | undefined, replace: (text: string) => string): Filter {
  const { skills: savedSkills, groups: savedGroups, ...rest } = saved ?? {};
  const skills = expandIds(savedSkills, replace);
  const groups = expandIds(savedGroups, replace);
  return { ...rest, ...(skills && { skills }), ...(groups && { groups }) };
}

/**
 * The query with its template variables replaced. A variable of several values becomes several ids; `*` among them
 * or no value at all means no filter. All else stays as it was saved, faults included: it is for the server to name
 * them.
 */
export function interpolate(query: KmmQuery, scopedVars: ScopedVars, replace: Replace): KmmQuery {
  const replaceAll = (text: string) => replace(text, scopedVars, 'csv');
  return {
    ...query,
    kpis: expand(query.kpis, replaceAll),
    filter: expandFilter(query.filter, replaceAll),
    ...(query.orderBy && { orderBy: { ...query.orderBy, kpi: replaceAll(query.orderBy.kpi) } }),
  };
}

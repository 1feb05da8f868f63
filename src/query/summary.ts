import { findKpi, type Rows } from '../../catalogue';
import { isNowOnly } from './change';
import type { Filter, KmmQuery, Window } from './model';

const rowPhrases: Record<Rows, string> = {
  account: 'of the account',
  skill: 'by skill',
  group: 'by agent group',
};

function label(id: string): string {
  return findKpi(id)?.label ?? id;
}

function windowPhrase(window: Window): string {
  switch (window.kind) {
    case 'range':
      return "in the dashboard's time range";
    case 'last':
      return window.hours === 1 ? 'last hour' : `last ${window.hours} hours`;
    case 'today':
      return `today from ${window.from} ${window.timeZone ?? 'UTC'}`;
  }
}

function idsPhrase(name: string, ids: string[] | undefined): string[] {
  return ids?.length ? [`${name}${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`] : [];
}

function filterPhrases(filter: Filter): string[] {
  const skills = idsPhrase('skill', filter.skills);
  const groups = idsPhrase('agent group', filter.groups);
  const below = filter.groups?.length && filter.includeSubGroups ? ' and below' : '';
  return [...skills, ...groups.map((groupsPhrase) => groupsPhrase + below)];
}

function orderPhrases({ orderBy, limit }: KmmQuery): string[] {
  const order = orderBy ? [`${orderBy.desc ? 'highest' : 'lowest'} ${label(orderBy.kpi)} first`] : [];
  return limit === undefined ? order : [...order, `at most ${limit} ${limit === 1 ? 'row' : 'rows'}`];
}

/**
 * What a query asks, as one line for a person: `Closed by skill, last 3 hours, skill 101`.
 * A query for values of this moment says `now`, whatever its window.
 */
export function summary(query: KmmQuery): string {
  if (query.kpis.length === 0) {
    return 'No KPI chosen';
  }
  return [
    `${query.kpis.map(label).join(', ')} ${rowPhrases[query.rows]}`,
    isNowOnly(query.kpis) ? 'now' : windowPhrase(query.window),
    ...filterPhrases(query.filter),
    ...orderPhrases(query),
  ].join(', ');
}

import { findKpi, type Rows } from '../../catalogue';
import { isNowOnly } from './change';
import { filterPhrases } from './filterPhrases';
import { intervalInWords } from './interval';
import type { KmmQuery, Window } from './model';

const rowPhrases: Record<Rows, string> = {
  account: 'of the account',
  skill: 'by skill',
  group: 'by agent group',
  agent: 'by agent',
};

function label(id: string): string {
  return findKpi(id)?.label ?? id;
}

/** What a KPI is called in a list of several: a label with a comma of its own would read as two, and is quoted. */
export function labelInList(id: string): string {
  const text = label(id);
  return text.includes(',') ? `"${text}"` : text;
}

function windowPhrase(window: Window): string {
  switch (window.kind) {
    case 'range':
      return 'in the time range';
    case 'last':
      return window.hours === 1 ? 'last hour' : `last ${window.hours} hours`;
    case 'today':
      return ['today from', window.from, window.timeZone].filter(Boolean).join(' ');
  }
}

function intervalPhrase(interval: string | undefined): string {
  return interval ? `every ${intervalInWords(interval) ?? interval}` : 'over time';
}

function orderPhrases({ orderBy, limit }: KmmQuery): string[] {
  const order = orderBy ? [`${orderBy.desc ? 'highest' : 'lowest'} ${labelInList(orderBy.kpi)} first`] : [];
  return limit === undefined ? order : [...order, `at most ${limit} ${limit === 1 ? 'row' : 'rows'}`];
}

function trendSentence(query: KmmQuery, labels: string): string {
  const head = `${labels} ${rowPhrases[query.rows]} ${intervalPhrase(query.interval)}`;
  return [head, ...filterPhrases(query.filter)].join(', ');
}

/** Agents are people: the sentence is about them, not about a KPI by agent. */
function agentsSentence(query: KmmQuery, labels: string): string {
  const when = isNowOnly(query.kpis) ? [] : [windowPhrase(query.window)];
  const rest = [...when, ...filterPhrases(query.filter), ...orderPhrases(query)].join(', ');
  return `Agents: ${labels}${rest && `; ${rest}`}`;
}

function valueSentence(query: KmmQuery, labels: string): string {
  return [
    `${labels} ${rowPhrases[query.rows]}`,
    isNowOnly(query.kpis) ? 'now' : windowPhrase(query.window),
    ...filterPhrases(query.filter),
    ...orderPhrases(query),
  ].join(', ');
}

/**
 * What a query asks, as one line for a person: `Closed by skill, last 3 hours, skill 101`, `Closed by skill every
 * hour`, `Agents: Status, Status time; away`. A query for values of this moment says `now`, whatever its window.
 */
export function summary(query: KmmQuery): string {
  if (query.kpis.length === 0) {
    return 'No KPI chosen';
  }
  const labels = query.kpis.map(labelInList).join(', ');
  if (query.shape === 'series') {
    return trendSentence(query, labels);
  }
  return query.rows === 'agent' ? agentsSentence(query, labels) : valueSentence(query, labels);
}

import { describeRow, findKpi } from '../../catalogue';
import { isCurrentOnly } from './change';
import { summarizeFilter } from './filterSummary';
import { formatInterval } from './interval';
import { summarizeKpiOptions } from './kpiOptions';
import type { KmmQuery, Order, SeverityResult, Window } from './model';
import { capitalize, rowBreakdown } from './rowText';

function label(id: string): string {
  return findKpi(id)?.label ?? id;
}

/** The label of a KPI in a list. A label with a comma is quoted, because it would read as two. */
export function labelInList(id: string): string {
  const text = label(id);
  return text.includes(',') ? `"${text}"` : text;
}

function summarizeWindow(window: Window): string {
  switch (window.kind) {
    case 'range':
      return 'in the time range';
    case 'last':
      return window.hours === 1 ? 'last hour' : `last ${window.hours} hours`;
    case 'today':
      return ['today from', window.from, window.timeZone].filter(Boolean).join(' ');
  }
}

function summarizeInterval(interval: string | undefined): string {
  // "Every hour", and not "every 1 hour".
  return interval ? `every ${(formatInterval(interval) ?? interval).replace(/^1 /, '')}` : 'over time';
}

function orderText({ kpi, desc, worstFirst }: Order): string {
  const byKpi = `${desc ? 'highest' : 'lowest'} ${labelInList(kpi)}`;
  return worstFirst ? `worst level first, then ${byKpi}` : `${byKpi} first`;
}

function summarizeOrder({ orderBy, limit }: KmmQuery): string[] {
  const order = orderBy ? [orderText(orderBy)] : [];
  return limit === undefined ? order : [...order, `at most ${limit} ${limit === 1 ? 'row' : 'rows'}`];
}

const severityTexts: Record<SeverityResult, string> = {
  state: 'compared with the levels',
  value: 'for each level',
  level: 'as its levels',
};

function summarizeSeverities({ severities }: KmmQuery): string[] {
  return severities ? [severityTexts[severities]] : [];
}

function summarizeComparison({ compareWith }: KmmQuery): string[] {
  return compareWith ? [`compared with a ${compareWith} before`] : [];
}

function summarizeTrend(query: KmmQuery, labels: string): string {
  const head = `${labels} ${rowBreakdown(query.rows)} ${summarizeInterval(query.interval)}`;
  return [
    head,
    ...summarizeComparison(query),
    ...summarizeSeverities(query),
    ...summarizeFilter(query.filter),
    ...summarizeKpiOptions(query),
  ].join(', ');
}

/** Starts with the agents or conversations, because most KPIs of such rows describe them. */
function summarizeList(query: KmmQuery, labels: string): string {
  const { plural, transient } = describeRow(query.rows);
  const when = transient || isCurrentOnly(query.kpis) ? [] : [summarizeWindow(query.window)];
  const rest = [
    ...when,
    ...summarizeComparison(query),
    ...summarizeSeverities(query),
    ...summarizeFilter(query.filter),
    ...summarizeKpiOptions(query),
    ...summarizeOrder(query),
  ].join(', ');
  return `${capitalize(plural)}: ${labels}${rest && `; ${rest}`}`;
}

function summarizeValues(query: KmmQuery, labels: string): string {
  return [
    `${labels} ${rowBreakdown(query.rows)}`,
    isCurrentOnly(query.kpis) ? 'now' : summarizeWindow(query.window),
    ...summarizeComparison(query),
    ...summarizeSeverities(query),
    ...summarizeFilter(query.filter),
    ...summarizeKpiOptions(query),
    ...summarizeOrder(query),
  ].join(', ');
}

/**
 * A query as one line of text: `Closed by skill, last 3 hours, skill 101`, `Closed by skill every hour`,
 * `Agents: Status, Status time; away`. A query for current values says `now`, whatever its window.
 */
export function summarizeQuery(query: KmmQuery): string {
  if (query.kpis.length === 0) {
    return 'No KPI selected';
  }
  const labels = query.kpis.map(labelInList).join(', ');
  if (query.shape === 'series') {
    return summarizeTrend(query, labels);
  }
  return query.rows === 'agent' || query.rows === 'conversation'
    ? summarizeList(query, labels)
    : summarizeValues(query, labels);
}

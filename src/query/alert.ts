import { canHaveLevels, describeRow, findKpi } from '../../catalogue';
import { isCurrentOnly } from './change';
import type { KmmQuery } from './model';
import { labelInList } from './summary';

function isNumber(id: string): boolean {
  const measure = findKpi(id)?.measure;
  return measure !== 'text' && measure !== 'time';
}

function validateSeverities(shape: KmmQuery['shape'], id: string | undefined): string | undefined {
  if (shape === 'series') {
    return 'Levels are compared with one value per row. Select "One value" instead of "Trend", or compare with a threshold.';
  }
  const kpi = findKpi(id ?? '');
  if (kpi && !canHaveLevels(kpi)) {
    return `${labelInList(kpi.id)} can't have levels, because neither a higher nor a lower value is better. Compare it with a threshold.`;
  }
  return undefined;
}

function validateComparison({ kpis, compareWith, severities }: KmmQuery): string | undefined {
  if (compareWith && isCurrentOnly(kpis)) {
    return `LivePerson keeps no history of current values, such as ${kpis.map(labelInList).join(', ')}. Select a KPI of the window, or compare to nothing.`;
  }
  if (compareWith && severities) {
    return 'The query compares values both with levels and with an earlier time. Remove one of the two.';
  }
  return undefined;
}

/**
 * What an alert rule cannot evaluate, as a sentence that says what to do; undefined if it can evaluate the query. The
 * server has the same rules.
 */
export function validateForAlert(query: KmmQuery): string | undefined {
  const { kpis, rows, shape, limit, severities } = query;
  const numbers = kpis.filter(isNumber);
  const { single, plural, noun, transient } = describeRow(rows);
  if (transient) {
    return `An alert rule can't be by ${noun}: ${plural} come and go, which would start and end alerts. Select rows by skill, and a KPI such as ${labelInList('unassigned_conversations')}.`;
  }
  if (kpis.length > 0 && numbers.length === 0) {
    return 'An alert rule needs a numeric KPI. Select one.';
  }
  if (numbers.length > 1) {
    return `An alert rule needs a single KPI, and ${numbers.map(labelInList).join(', ')} are selected. Keep one, and add a query for each of the others.`;
  }
  if (limit !== undefined && shape === 'value' && !single) {
    return `An alert rule can't have a limit: alerts would start and end as the order of ${plural} changes. Remove the limit, or use a filter.`;
  }
  return validateComparison(query) ?? (severities && validateSeverities(shape, numbers[0]));
}

import { findKpi, isRecorded } from '../../catalogue';
import { hasTrend, incompatibleKpis } from '../query/change';
import type { KmmQuery } from '../query/model';
import { rowScope } from '../query/rowText';

/**
 * The error of the selected KPIs, as a sentence that says what to do; undefined if they are valid. `hasHistory` says
 * whether the data source keeps a history of current values.
 */
export function validateKpis(query: KmmQuery, hasHistory = false): string | undefined {
  if (query.kpis.length === 0) {
    return 'Select at least one KPI.';
  }
  const unknown = query.kpis.find((id) => !findKpi(id) && !/^(\$|\[\[)/.test(id));
  if (unknown !== undefined) {
    return `Unknown KPI "${unknown}". Remove it, or select one from the list.`;
  }
  const [incompatible] = incompatibleKpis(query, hasHistory);
  if (!incompatible) {
    return undefined;
  }
  if (query.shape === 'series' && !hasTrend(incompatible, query.rows, hasHistory)) {
    const why = incompatible.tense === 'now' ? 'LivePerson keeps no history of it' : 'it is not a number';
    if (isRecorded(incompatible, query.rows)) {
      return `"${incompatible.label}" has no trend: ${why}. Turn on “History of current values” in the data source settings, or switch to “One value”.`;
    }
    return `"${incompatible.label}" has no trend: ${why}. Remove it, or switch to “One value”.`;
  }
  return `"${incompatible.label}" is not available ${rowScope(query.rows)}. Remove it, or select other rows.`;
}

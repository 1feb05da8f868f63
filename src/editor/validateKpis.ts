import { findKpi } from '../../catalogue';
import { hasTrend, incompatibleKpis } from '../query/change';
import type { KmmQuery } from '../query/model';
import { rowScope } from '../query/rowText';

/** The error of the selected KPIs, as a sentence that says what to do; undefined if they are valid. */
export function validateKpis(query: KmmQuery): string | undefined {
  if (query.kpis.length === 0) {
    return 'Select at least one KPI.';
  }
  const unknown = query.kpis.find((id) => !findKpi(id) && !/^(\$|\[\[)/.test(id));
  if (unknown !== undefined) {
    return `Unknown KPI "${unknown}". Remove it, or select one from the list.`;
  }
  const [incompatible] = incompatibleKpis(query);
  if (!incompatible) {
    return undefined;
  }
  if (query.shape === 'series' && !hasTrend(incompatible)) {
    const why = incompatible.tense === 'now' ? 'LivePerson keeps no history of it' : 'it is not a number';
    return `"${incompatible.label}" has no trend: ${why}. Remove it, or switch to “One value”.`;
  }
  return `"${incompatible.label}" is not available ${rowScope(query.rows)}. Remove it, or select other rows.`;
}

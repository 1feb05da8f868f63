import { findKpi } from '../../catalogue';
import { hasTrend, incompatibleKpis } from '../query/change';
import type { KmmQuery } from '../query/model';

/** What is wrong with the chosen KPIs, as a sentence that says what to do; undefined where nothing is. */
export function kpisProblem(query: KmmQuery): string | undefined {
  if (query.kpis.length === 0) {
    return 'No KPI is chosen, so there is nothing to ask. Choose at least one.';
  }
  const unknown = query.kpis.find((id) => !findKpi(id) && !/^(\$|\[\[)/.test(id));
  if (unknown !== undefined) {
    return `There is no KPI "${unknown}". Remove it, and choose one from the list.`;
  }
  const [misfit] = incompatibleKpis(query);
  if (!misfit) {
    return undefined;
  }
  if (query.shape === 'series' && !hasTrend(misfit)) {
    const why = misfit.tense === 'now' ? 'LivePerson tells it only for this moment' : 'it is no number';
    return `"${misfit.label}" has no trend: ${why}. Remove it, or show one value.`;
  }
  return `"${misfit.label}" is not known for such rows. Remove it, or choose other rows.`;
}

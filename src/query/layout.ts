import type { KmmQuery } from './model';

/** The visualizations that draw each field as an item of its own, named like the field. */
const fieldPanels = ['bargauge', 'gauge', 'piechart', 'radialbar', 'stat'];

/** The query with the layout that a visualization draws, if its own is automatic. */
export function withLayout<T extends Pick<KmmQuery, 'layout'>>(query: T, panelPluginId: string | undefined): T {
  if (query.layout !== 'auto') {
    return query;
  }
  return { ...query, layout: fieldPanels.includes(panelPluginId ?? '') ? 'fields' : 'rows' };
}

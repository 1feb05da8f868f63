import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import type { RowKind } from '../../catalogue';
import type { KmmQuery } from '../../src/query/model';
import type { ClassicDashboard } from '../dashboard';

/** A panel of a dashboard. */
export interface PanelRef {
  dashboardUid: string;
  panelId: number;
}

const isPanel = (panel: Panel | RowPanel): panel is Panel => panel.type !== 'row';

/** Returns a function that finds the first panel with a KPI for a kind of row; undefined if there is none. */
export function panelFinder(dashboards: ClassicDashboard[]): (kpi: string, rows: RowKind) => PanelRef | undefined {
  const shown = dashboards.flatMap(({ uid, panels = [] }) =>
    panels.filter(isPanel).map(({ id, targets = [] }) => ({ uid, id, queries: targets as unknown as KmmQuery[] }))
  );
  return (kpi, rows) => {
    const found = shown.find(({ queries }) =>
      queries.some((query) => query.rows === rows && query.shape === 'value' && query.kpis.includes(kpi))
    );
    return found?.uid && found.id ? { dashboardUid: found.uid, panelId: found.id } : undefined;
  };
}

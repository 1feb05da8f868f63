import type { Rows } from '../../catalogue';
import type { KmmQuery } from '../../src/query/model';

/** A query or an expression of a rule, as Grafana's provisioning files have it. */
export interface Step {
  refId: string;
  datasourceUid: string;
  relativeTimeRange: { from: number; to: number };
  model: object;
}

/** A rule that alerts or, with `record`, one that writes a metric. */
export interface Rule {
  /** At most 40 characters; must never change. */
  uid: string;
  title: string;
  data: Step[];
  condition?: string;
  record?: { metric: string; from: string };
  noDataState?: 'OK' | 'Alerting';
  execErrState?: 'Alerting' | 'KeepLast';
  for?: string;
  dashboardUid?: string;
  panelId?: number;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

/** Rules that Grafana evaluates together. */
export interface RuleGroup {
  orgId: 1;
  name: string;
  folder: string;
  interval: string;
  rules: Rule[];
}

/** Where provisioned dashboards and rules are found. */
export const folder = 'LivePerson';

/** The uid of the provisioned data source: a rule, unlike a dashboard, cannot leave the choice to a viewer. */
export const provisionedUid = 'liveperson-kmm';

/** One KPI of every row of a kind, as query A; a window KPI of the last so many hours. */
export function ask(kpi: string, rows: Rows, hours = 1): Step {
  const model: KmmQuery = {
    refId: 'A',
    datasource: { type: 'kmm-liveperson-datasource', uid: provisionedUid },
    schemaVersion: 1,
    rows,
    kpis: [kpi],
    filter: {},
    window: { kind: 'range' },
    shape: 'value',
  };
  return { refId: 'A', datasourceUid: provisionedUid, relativeTimeRange: { from: hours * 3600, to: 0 }, model };
}

/** A server-side expression over other steps. */
export function express(model: { refId: string; type: string; expression: string; conditions?: object[] }): Step {
  const datasource = { type: '__expr__', uid: '__expr__' };
  const relativeTimeRange = { from: 0, to: 0 };
  return { refId: model.refId, datasourceUid: '__expr__', relativeTimeRange, model: { ...model, datasource } };
}

import type { RowKind } from '../../catalogue';
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

/** The time that a rule asks about: seconds before it is evaluated, and the query's window in that range. */
export interface Span {
  range: Step['relativeTimeRange'];
  window: KmmQuery['window'];
}

/** The last so many hours. */
export const last = (hours: number): Span => ({ range: { from: hours * 3600, to: 0 }, window: { kind: 'range' } });

/** One KPI of every row of a kind, as query A; the span matters to window KPIs only. */
export function ask(kpi: string, rows: RowKind, { range, window }: Span = last(1)): Step {
  const model: KmmQuery = {
    refId: 'A',
    datasource: { type: 'kmm-liveperson-datasource', uid: provisionedUid },
    schemaVersion: 1,
    rows,
    kpis: [kpi],
    filter: {},
    window,
    shape: 'value',
  };
  return { refId: 'A', datasourceUid: provisionedUid, relativeTimeRange: range, model };
}

/** What a server-side expression computes from another step. */
interface Expression {
  refId: string;
  type: 'math' | 'reduce' | 'threshold';
  expression: string;
  conditions?: object[];
  reducer?: 'last';
  settings?: { mode: 'dropNN' };
}

/** A server-side expression over other steps. */
export function express(model: Expression): Step {
  const datasource = { type: '__expr__', uid: '__expr__' };
  const relativeTimeRange = { from: 0, to: 0 };
  return { refId: model.refId, datasourceUid: '__expr__', relativeTimeRange, model: { ...model, datasource } };
}

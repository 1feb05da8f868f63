import type { RowKind } from '../../catalogue';
import type { KmmQuery } from '../../src/query/model';

/** A query or an expression of a rule, in the format of Grafana's provisioning files. */
export interface RuleStep {
  refId: string;
  datasourceUid: string;
  relativeTimeRange: { from: number; to: number };
  model: object;
}

/** An alert rule or, with `record`, a recording rule. */
export interface Rule {
  /** At most 40 characters; must never change. */
  uid: string;
  title: string;
  data: RuleStep[];
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

/** An evaluation group. */
export interface RuleGroup {
  orgId: 1;
  name: string;
  folder: string;
  interval: string;
  rules: Rule[];
}

/** The folder of provisioned dashboards and rules. */
export const folder = 'LivePerson';

/** The uid of the provisioned data source. Rules have no variables, so that they need a fixed one. */
export const provisionedUid = 'liveperson-kmm';

/** The time window of a rule: its range in seconds before the evaluation, and the query's window within it. */
export interface RuleWindow {
  range: RuleStep['relativeTimeRange'];
  window: KmmQuery['window'];
}

/** The window of the last hours. */
export const lastHours = (hours: number): RuleWindow => ({
  range: { from: hours * 3600, to: 0 },
  window: { kind: 'range' },
});

/** Query A: one KPI for all rows of a kind. The rule window affects window KPIs only. */
export function queryStep(kpi: string, rows: RowKind, { range, window }: RuleWindow = lastHours(1)): RuleStep {
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

/** The query with the rows' names as labels beside their ids, so that a renamed row has other labels. */
export const withNames = (query: RuleStep): RuleStep => ({ ...query, model: { ...query.model, nameLabels: true } });

/** The refId of the query for names. */
const names = 'names';

/**
 * A query for the names of a rule's rows. Alerts are labelled with ids only, so that they outlast a rename; texts find
 * the name in the labels of this query, whose values do not matter.
 */
export function namesStep(query: RuleStep): RuleStep {
  const step = withNames(query);
  return { ...step, refId: names, model: { ...step.model, refId: names } };
}

/** The template of a row's name in a text, with its id where there is no name. */
export const nameTemplate = (rows: RowKind) =>
  `{{ with $values.${names}.Labels.${rows} }}{{ . }}{{ else }}${rows} {{ $labels.${rows}Id }}{{ end }}`;

/** The model of a server-side expression. */
interface Expression {
  refId: string;
  type: 'math' | 'reduce' | 'threshold';
  expression: string;
  conditions?: object[];
  reducer?: 'last';
  settings?: { mode: 'dropNN' };
}

/** A server-side expression as a step of a rule. */
export function expressionStep(model: Expression): RuleStep {
  const datasource = { type: '__expr__', uid: '__expr__' };
  const relativeTimeRange = { from: 0, to: 0 };
  return { refId: model.refId, datasourceUid: '__expr__', relativeTimeRange, model: { ...model, datasource } };
}

import { describeRow, type RowKind } from '../../catalogue';
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
  /** How long an alert keeps firing after its value has recovered. */
  keepFiringFor?: string;
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

/** The labels of every rule. By the data source, a dashboard finds the alerts of its account. */
export const ruleLabels = { source: 'liveperson', datasource: provisionedUid };

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

/** The query of people alone, as the dashboards' numbers of a team. */
export const withoutBots = (query: RuleStep): RuleStep => ({
  ...query,
  model: { ...query.model, filter: { userTypes: ['HUMAN'] } },
});

/** A query by severity without warnings. */
export const onlyCritical = (query: RuleStep): RuleStep => ({
  ...query,
  model: { ...query.model, onlyCritical: true },
});

/** A query with an instance for each row and severity. */
const bySeverity = (query: RuleStep, refId: string, severities: KmmQuery['severities']): RuleStep => ({
  ...query,
  refId,
  model: { ...query.model, refId, severities },
});

/** Query A by severity: 1 at or beyond the level, 0.5 close to it, else 0. */
export const stateStep = (query: RuleStep): RuleStep => bySeverity(query, 'A', 'state');

/** The values for texts. */
export const valueStep = (query: RuleStep): RuleStep => bySeverity(query, 'value', 'value');

/** The levels for texts. */
export const levelStep = (query: RuleStep): RuleStep => bySeverity(query, 'level', 'level');

/**
 * The template of a row's name in a text, from the labels of the query `value`. A row that has no name, such as a deleted
 * skill, has its id in place of it.
 */
export function nameTemplate(rows: RowKind): string {
  const id = `$labels.${rows}Id`;
  return `{{ with $values.value.Labels.${rows} }}{{ if eq . ${id} }}${describeRow(rows).label} {{ end }}{{ . }}{{ end }}`;
}

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

import { type Kpi, type Severity, thresholdsOf } from '../../catalogue';
import { formatLevel } from '../formatLevel';
import { kpiOf } from '../panels/kpiOptions';
import { expressionStep, lastHours, namesStep, nameTemplate, queryStep, type Rule, type RuleStep } from './model';
import { linkTo, type PanelRef } from './panelFinder';
import type { AlertKpi } from './alertKpis';

/** The annotation template that formats a KPI's value, from `$values`. */
interface ValueTemplate {
  value: string;
  /** The steps that the template needs besides the query. */
  steps: RuleStep[];
}

function valueTemplateOf(kpi: Kpi): ValueTemplate {
  if (kpi.unit === 'ms') {
    // Templates format durations in seconds and cannot divide.
    const seconds = expressionStep({ refId: 'seconds', type: 'math', expression: '$A / 1000' });
    return { value: '{{ humanizeDuration $values.seconds.Value }}', steps: [seconds] };
  }
  // A count is written in full: 1234, not 1.234k.
  const value = kpi.unit === 'percentunit' ? '{{ humanizePercentage $values.A.Value }}' : '{{ $values.A.Value }}';
  return { value, steps: [] };
}

/**
 * The window of a window KPI, in hours. An average over a day moves too slowly to fire and to recover in time; an hour
 * of a single skill has so few responses that one slow response dominates the average. Survey ratios need a day, because
 * a skill gets only a few surveys per hour.
 */
function windowHours(kpi: Kpi, { rows }: AlertKpi): number {
  if (kpi.tense === 'now') {
    return 1;
  }
  if (kpi.measure === 'ratio') {
    return 24;
  }
  return rows === 'skill' ? 4 : 1;
}

/** How long a value must be beyond its level before the rule fires. A warning waits longer, because it often passes by itself. */
const pendingPeriods: Record<Severity, string> = { warning: '5m', critical: '2m' };

/** The threshold expression, with the level at which the KPI's colour changes. */
function thresholdStep(kpi: Kpi, level: number): RuleStep {
  const evaluator = { type: kpi.better === 'more' ? 'lt' : 'gte', params: [level] };
  return expressionStep({ refId: 'B', type: 'threshold', expression: 'A', conditions: [{ evaluator }] });
}

function findLevel(kpi: Kpi, { rows }: AlertKpi, severity: Severity): number {
  const level = thresholdsOf(kpi, rows)?.[severity];
  if (level === undefined || kpi.better === 'neither') {
    throw new Error(
      `The catalogue has no ${severity} level of "${kpi.id}" for rows "${rows}": add it to kpis.json, or alert on another KPI.`
    );
  }
  return level;
}

function annotationsOf(kpi: Kpi, alertKpi: AlertKpi, severity: Severity, level: number): Record<string, string> {
  const { value } = valueTemplateOf(kpi);
  const location = alertKpi.rows === 'skill' ? ` in ${nameTemplate(alertKpi.rows)}` : '';
  const hours = windowHours(kpi, alertKpi);
  const span = hours === 1 ? 'hour' : `${hours} hours`;
  const window = kpi.tense === 'window' ? ` in the last ${span}` : '';
  const direction = kpi.better === 'more' ? 'below' : 'at or above';
  return {
    summary: `${kpi.label}${location} is ${value}${window}`,
    description: `${kpi.label}${location} is ${value}${window}, ${direction} the ${severity} level of ${formatLevel(kpi, level)}. ${kpi.description}`,
  };
}

/** The alert rule of a KPI and a severity, with a link to the panel that shows the KPI. */
export function ruleOf(alertKpi: AlertKpi, severity: Severity, panel?: PanelRef): Rule {
  const kpi = kpiOf(alertKpi.kpi);
  const level = findLevel(kpi, alertKpi, severity);
  const query = queryStep(kpi.id, alertKpi.rows, lastHours(windowHours(kpi, alertKpi)));
  return {
    uid: `lp-${alertKpi.rows}-${severity}-${kpi.id}`.slice(0, 40),
    title: `${kpi.label} by ${alertKpi.rows}: ${severity}`,
    condition: 'B',
    data: [
      query,
      thresholdStep(kpi, level),
      ...valueTemplateOf(kpi).steps,
      ...(alertKpi.rows === 'skill' ? [namesStep(query)] : []),
    ],
    // No responses or closed conversations in the window are not a problem.
    noDataState: 'OK',
    // An outage neither starts nor ends an alert: the health rule reports it.
    execErrState: 'KeepLast',
    for: pendingPeriods[severity],
    ...panel,
    annotations: {
      ...annotationsOf(kpi, alertKpi, severity, level),
      ...(panel && linkTo(panel)),
    },
    labels: { severity, source: 'liveperson', kpi: kpi.id, rows: alertKpi.rows },
  };
}

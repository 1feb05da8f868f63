import { type Kpi, thresholdsOf } from '../../catalogue';
import { writeLevel } from '../levels';
import { kpiOf } from '../panels/kpi';
import { ask, express, last, type Rule, type Step } from './model';
import type { PanelPlace } from './panelOf';
import type { Severity, Watched } from './watched';

/** How a template of Grafana's writes a KPI's value for a person, from `$values`. */
interface Wording {
  value: string;
  /** Steps that the wording needs besides the query. */
  steps: Step[];
}

function wordingOf(kpi: Kpi): Wording {
  if (kpi.unit === 'ms') {
    // Templates write durations in seconds and cannot compute.
    const seconds = express({ refId: 'seconds', type: 'math', expression: '$A / 1000' });
    return { value: '{{ humanizeDuration $values.seconds.Value }}', steps: [seconds] };
  }
  // A count is written in full: 1234, not 1.234k.
  const value = kpi.unit === 'percentunit' ? '{{ humanizePercentage $values.A.Value }}' : '{{ $values.A.Value }}';
  return { value, steps: [] };
}

/**
 * Hours that a window KPI is of; one of now has none. A day's average of times moves too slowly to tell anybody in time,
 * or that all is well again; an hour of a single skill has so few answers that one slow one is their average. A share of
 * surveys needs the day, as an hour brings a skill a handful of answers.
 */
function hoursOf(kpi: Kpi, { rows }: Watched): number {
  if (kpi.tense === 'now') {
    return 1;
  }
  if (kpi.measure === 'ratio') {
    return 24;
  }
  return rows === 'skill' ? 4 : 1;
}

/** How long a value must stay beyond its level. What is not yet urgent may well pass by itself. */
const patience: Record<Severity, string> = { warning: '5m', critical: '2m' };

/** The condition that is true from the level on at which the KPI's colour changes. */
function beyond(kpi: Kpi, level: number): Step {
  const evaluator = { type: kpi.better === 'more' ? 'lt' : 'gte', params: [level] };
  return express({ refId: 'B', type: 'threshold', expression: 'A', conditions: [{ evaluator }] });
}

function levelOf(kpi: Kpi, { rows }: Watched, severity: Severity): number {
  const level = thresholdsOf(kpi, rows)?.[severity];
  if (level === undefined || kpi.better === 'neither') {
    throw new Error(
      `The catalogue has no ${severity} level of "${kpi.id}" for rows "${rows}": add it to kpis.json, or watch another KPI.`
    );
  }
  return level;
}

function annotationsOf(kpi: Kpi, watched: Watched, severity: Severity, level: number): Record<string, string> {
  const { value } = wordingOf(kpi);
  const place = watched.rows === 'skill' ? ' in {{ $labels.skill }}' : '';
  const hours = hoursOf(kpi, watched);
  const span = hours === 1 ? 'hour' : `${hours} hours`;
  const window = kpi.tense === 'window' ? ` in the last ${span}` : '';
  const side = kpi.better === 'more' ? 'below' : 'at or above';
  return {
    summary: `${kpi.label}${place} is ${value}${window}`,
    description: `${kpi.label}${place} is ${value}${window}, ${side} the ${severity} level of ${writeLevel(kpi, level)}. ${kpi.description}`,
  };
}

/** The rule that tells of a KPI beyond its level of a severity, with a link to the panel that shows it. */
export function ruleOf(watched: Watched, severity: Severity, { dashboardUid, panelId }: PanelPlace): Rule {
  const kpi = kpiOf(watched.kpi);
  const level = levelOf(kpi, watched, severity);
  return {
    uid: `lp-${watched.rows}-${severity}-${kpi.id}`.slice(0, 40),
    title: `${kpi.label} by ${watched.rows}: ${severity}`,
    condition: 'B',
    data: [ask(kpi.id, watched.rows, last(hoursOf(kpi, watched))), beyond(kpi, level), ...wordingOf(kpi).steps],
    // Nothing answered or closed in the time is nothing to tell of.
    noDataState: 'OK',
    // An outage neither starts nor ends an alert: that LivePerson does not answer is told by a rule of its own, once.
    execErrState: 'KeepLast',
    for: patience[severity],
    dashboardUid,
    panelId,
    annotations: {
      ...annotationsOf(kpi, watched, severity, level),
      __dashboardUid__: dashboardUid,
      __panelId__: String(panelId),
    },
    labels: { severity, source: 'liveperson', kpi: kpi.id, rows: watched.rows },
  };
}

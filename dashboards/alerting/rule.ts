import { type Kpi, thresholdsOf } from '../../catalogue';
import { kpiOf } from '../panels/kpi';
import { ask, express, type Rule, type Step } from './model';
import type { PanelPlace } from './panelOf';
import type { Severity, Watched } from './watched';

/** A value of a KPI, and how a template of Grafana's writes it for a person. */
interface Wording {
  /** Written from `$values`. */
  value: string;
  level: (level: number) => string;
  /** Steps that the wording needs besides the query. */
  steps: Step[];
}

function minutes(ms: number): string {
  return `${ms / 60_000} min`;
}

function wordingOf(kpi: Kpi): Wording {
  if (kpi.unit === 'ms') {
    // Templates write durations in seconds and cannot compute.
    const seconds = express({ refId: 'seconds', type: 'math', expression: '$A / 1000' });
    return { value: '{{ humanizeDuration $values.seconds.Value }}', level: minutes, steps: [seconds] };
  }
  return kpi.unit === 'percentunit'
    ? { value: '{{ humanizePercentage $values.A.Value }}', level: (share) => `${share * 100} %`, steps: [] }
    : { value: '{{ humanize $values.A.Value }}', level: String, steps: [] };
}

/**
 * Hours that a window KPI is of. A day's average of times moves too slowly to tell anybody in time, or that all is well
 * again; a share of surveys needs the day, as an hour brings a skill a handful of answers.
 */
const hoursOf = (kpi: Kpi): number => (kpi.measure === 'ratio' ? 24 : 1);

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

function annotationsOf(kpi: Kpi, { rows }: Watched, severity: Severity, level: number): Record<string, string> {
  const { value, level: write } = wordingOf(kpi);
  const place = rows === 'skill' ? ' in {{ $labels.skill }}' : '';
  const span = hoursOf(kpi) === 1 ? 'hour' : `${hoursOf(kpi)} hours`;
  const window = kpi.tense === 'window' ? ` in the last ${span}` : '';
  const side = kpi.better === 'more' ? 'below' : 'at or above';
  return {
    summary: `${kpi.label}${place} is ${value}${window}`,
    description: `${kpi.label}${place} is ${value}${window}, ${side} the ${severity} level of ${write(level)}. ${kpi.description}`,
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
    data: [ask(kpi.id, watched.rows, hoursOf(kpi)), beyond(kpi, level), ...wordingOf(kpi).steps],
    // Nothing answered or closed in the time is nothing to tell of.
    noDataState: 'OK',
    // An outage neither starts nor ends an alert: that LivePerson does not answer is told by a rule of its own, once.
    execErrState: 'KeepLast',
    for: '2m',
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

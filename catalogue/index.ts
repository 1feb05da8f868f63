import catalogue from './kpis.json';

/** What a row of an answer stands for. */
export type Rows = 'account' | 'skill' | 'group';

/** Whether a KPI is a value of this moment or of a window of time. */
export type Tense = 'now' | 'window';

/** A count adds up over rows and windows and is 0 when LivePerson leaves it out; the others do not and are empty. */
export type Measure = 'count' | 'average' | 'ratio';

/** Levels at which a value needs attention; whether above or below is for `Kpi.better` to say. */
export interface Thresholds {
  warning: number;
  critical: number;
}

/** One key performance indicator: everything that picker, frame, colour, alert rule and documentation know of it. */
export interface Kpi {
  id: string;
  label: string;
  /** What it means, in one or two plain sentences. */
  description: string;
  /** A unit id of Grafana: `short`, `ms`, `percentunit`. */
  unit: string;
  measure: Measure;
  tense: Tense;
  rows: Rows[];
  /** Where LivePerson gives it. A KPI without a source has a formula. */
  source?: { api: string; metric: string; field: string };
  /** The sum to use where LivePerson leaves the source's field out. */
  fallback?: { sum: string[] };
  /** First less second, empty unless both are there. */
  formula?: { difference: string[] };
  better: 'more' | 'less' | 'neither';
  /** By row kind; `any` for all that are not named. */
  thresholds?: Partial<Record<Rows | 'any', Thresholds>>;
  /** The LivePerson document that defines it. */
  document: string;
}

/** All KPIs, in the order in which people look at them. */
export const kpis = catalogue.kpis as Kpi[];

const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]));

/** The KPI with this id, or undefined. */
export function findKpi(id: string): Kpi | undefined {
  return byId.get(id);
}

/** The thresholds of a KPI for a kind of row, or undefined where it has none. */
export function thresholdsOf(kpi: Kpi, rows: Rows): Thresholds | undefined {
  return kpi.thresholds?.[rows] ?? kpi.thresholds?.any;
}

import catalogue from './kpis.json';

/** What a row of an answer stands for. */
export type RowKind = 'account' | 'skill' | 'group' | 'agent';

/** Whether a KPI is a value of this moment or of a window of time. */
export type TimeScope = 'now' | 'window';

/**
 * A count adds up over rows and windows and is 0 when LivePerson leaves it out; the others do not and are empty.
 * `text` and `time` are attributes of an agent: they can't be alerted on, summed or drawn over time.
 */
export type ValueKind = 'count' | 'average' | 'ratio' | 'text' | 'time';

/** A method of LivePerson's: `kmm.metrics` for account, skills and groups, `kmm.agent_view` for agents. */
export type ApiMethod = 'kmm.metrics' | 'kmm.agent_view' | 'kmm.historical';

/** A field of an API. An empty metric is not asked for: the field always comes. */
export interface Source {
  api: ApiMethod;
  metric: string;
  field: string;
}

/** How a KPI is computed where no API gives it. */
export type Formula =
  /** The first KPI less the second, empty unless both are there. */
  | { difference: [string, string] }
  /** How long ago the time of another KPI was, in ms. */
  | { since: string }
  /** Over the human agents with one of the statuses (all if absent): the sum of a KPI, times and over others. */
  | { agents: { sum: string; times?: string; over?: string; status?: string[] } };

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
  /** A unit id of Grafana: `locale`, `ms`, `percentunit`. */
  unit: string;
  measure: ValueKind;
  tense: TimeScope;
  rows: RowKind[];
  /** Where LivePerson gives it, at most one for each API. */
  sources?: Source[];
  /** The sum to use where LivePerson leaves the field of a source out. */
  fallback?: { sum: string[] };
  /** How it is computed for rows that no source gives it for. */
  formula?: Formula;
  better: 'more' | 'less' | 'neither';
  /** By row kind; `any` for all that are not named. */
  thresholds?: Partial<Record<RowKind | 'any', Thresholds>>;
  /** The LivePerson document that defines it. */
  document: string;
}

/** All KPIs, in the order in which people look at them. */
export const kpis = catalogue.kpis as unknown as Kpi[];

const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]));

/** The KPI with this id, or undefined. */
export function findKpi(id: string): Kpi | undefined {
  return byId.get(id);
}

/** The thresholds of a KPI for a kind of row, or undefined where it has none. */
export function thresholdsOf(kpi: Kpi, rows: RowKind): Thresholds | undefined {
  return kpi.thresholds?.[rows] ?? kpi.thresholds?.any;
}

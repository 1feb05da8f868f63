import type { DataQuery } from '@grafana/schema';

import type { RowKind } from '../../catalogue';

/** The conversations and agents to include. Values are ids or template variables; empty or absent means all. */
export interface Filter {
  skills?: string[];
  groups?: string[];
  includeSubGroups?: boolean;
  /**
   * Ids of agents. The editor has this filter for rows `agent` and `conversation` only; the agents dashboard uses it with
   * all rows.
   */
  agents?: string[];
  /** Absent means humans and bots, and for rows `agent` humans only. */
  userTypes?: Array<UserType | Variable>;
  /** For rows `agent` only. Absent means all logged-in agents. */
  agentStatus?: Array<AgentStatus | Variable>;
  /** LivePerson's names of channels, such as `SHARK` for Web. KPIs that are not counted from conversations have no values with them. */
  channels?: string[];
  /** For rows `conversation` only. */
  states?: Array<ConversationState | Variable>;
}

/** A template variable in the syntax of a query. */
export type Variable = `$${string}`;

/** Reports whether a text is a template variable. */
export function isVariable(text: string): text is Variable {
  return text.startsWith('$');
}

/** The kind of agent. */
export type UserType = 'HUMAN' | 'BOT';

/** An agent's status. OFFLINE includes agents who have never logged in. */
export type AgentStatus = 'ONLINE' | 'AWAY' | 'BACK_SOON' | 'OFFLINE';

/** Whether an open conversation waits in a queue or is assigned. */
export type ConversationState = 'QUEUED' | 'ACTIVE';

/** The time window of the window KPIs. */
export type Window =
  /** The dashboard's time range. */
  | { kind: 'range' }
  /** A number of hours before the end of the dashboard's time range. */
  | { kind: 'last'; hours: number | Variable }
  /**
   * From a time of day, `hh:mm`, to the end of the dashboard's time range, on that end's day in the time zone (IANA).
   * An empty time zone means the dashboard's, and the data source's in an alert rule.
   */
  | { kind: 'today'; from: string; timeZone?: string };

/**
 * `rows`: a frame with a row for each skill, group or agent. `fields`: one row, with a field for each of them and each
 * KPI. `auto`: the one that the panel's visualization draws; the data source decides before it sends the query.
 */
export type Layout = (typeof layouts)[number];

/** All layouts. */
export const layouts = ['auto', 'rows', 'fields'] as const;

/**
 * `background`: dark enough for white text. `attention`: for tables, only warning and critical have a color. `panel`: the
 * panel's own thresholds.
 */
export type LevelColors = (typeof levelColors)[number];

/** All sets of colors, except the standard one. */
export const levelColors = ['background', 'attention', 'panel'] as const;

/** `auto`: seconds, minutes or hours, whichever suits the longest duration; `s`, `m`, `h`: units of Grafana. */
export type DurationUnit = (typeof durationUnits)[number];

/** All units of durations, except milliseconds. */
export const durationUnits = ['auto', 's', 'm', 'h'] as const;

/**
 * What an alert rule gets for each level of a row: `state` is 1 at or beyond the level, 0.5 just short of it and 0
 * else; `value` is the row's value, `level` the level itself.
 */
export type SeverityResult = (typeof severityResults)[number];

/** The kinds of rows behind the account's values. */
export type WorstOf = (typeof worstOfRows)[number];

/** All kinds of rows behind the account's values. */
export const worstOfRows = ['skill', 'group'] as const;

/** The earlier time whose values are compared with those of the query. */
export type Comparison = (typeof comparisons)[number];

/** All earlier times. */
export const comparisons = ['day', 'week'] as const;

/** All results for levels. */
export const severityResults = ['state', 'value', 'level'] as const;

/** The order of rows. Those without a value come last. */
export interface Order {
  /** One of the query's KPIs. */
  kpi: string;
  desc: boolean;
  /** Rows with the worst level come first; the KPI orders those of the same level. Absent means by the KPI alone. */
  worstFirst?: boolean;
}

/** All events that an annotation can mark. */
export const annotationEvents = ['opened', 'closed', 'transferred', 'mcsNegative', 'teamOffline', 'failing'] as const;

/** The event that an annotation marks. */
export type AnnotationEvent = (typeof annotationEvents)[number];

/** What an annotation marks. */
export interface Annotation {
  event: AnnotationEvent;
  /** From how many events in a short time on they are one annotation; at least 2. Absent means 4. */
  groupFrom?: number;
}

/** The query of a panel or an alert rule: KPIs, rows, filter and window. */
export interface KmmQuery extends DataQuery {
  schemaVersion: 1;
  rows: RowKind;
  /** Ids of the catalogue. */
  kpis: string[];
  filter: Filter;
  window: Window;
  /** One value per row, or a time series over the dashboard's time range. */
  shape: 'value' | 'series';
  /** The interval of a series, such as `15m`, `1h` or `1d`; empty means automatic, based on panel width. */
  interval?: string;
  /**
   * The dashboard's time zone (IANA), in which days of a trend and of "today" begin. The data source adds it to queries
   * that it sends.
   */
  timeZone?: string;
  /** Whether the time range is one that ends now. The data source adds it: a viewer's clock may be off. */
  endsNow?: boolean;
  orderBy?: Order;
  /** The maximum number of rows; absent means all. */
  limit?: number | Variable;
  /**
   * In an annotation only: its rows, KPIs, window and shape do not matter, and of its filter only skills and agent groups.
   * `limit` is then the maximum number of annotations.
   */
  annotation?: Annotation;
  /**
   * The variables in the query's lists that have no value, so that nothing is chosen. The data source adds it to queries
   * that it sends; it is not saved.
   */
  emptyVariables?: string[];
  /** In an alert rule only: rows are labelled with their names, too. Absent means with their ids only. */
  nameLabels?: boolean;
  /** How one value for each of several rows is laid out. Absent means as rows. */
  layout?: Layout;
  /** The colors of levels in fields. Absent means green, orange and red, as for text and bars. */
  levelColors?: LevelColors;
  /** Whether a level that is reached is told by a symbol in the name, or in a column of words, too. Not in a trend. */
  levelText?: boolean;
  /** In a trend only: the point that is not over yet is in a field of its own. Absent means in that of the others. */
  openPoint?: 'separate';
  /** The unit of durations, in a trend only and not in an alert rule. Absent means milliseconds. */
  durationUnit?: DurationUnit;
  /** In an alert rule only: a result for each level that a row has. Absent means the values alone. */
  severities?: SeverityResult;
  /** With `severities`: no result for warning levels. */
  onlyCritical?: boolean;
  /**
   * For the account only: its values take the worst level of the skills or groups behind them where that is worse than
   * their own. Absent means their own levels only.
   */
  worstOf?: WorstOf;
  /**
   * Adds the values of a day or a week before and the change since then; an alert rule gets the change instead of the
   * value. Absent means no comparison.
   */
  compareWith?: Comparison;
  /**
   * The maximum number of conversations in a sample: of open ones, and of those closed in each hour. Absent means the
   * data source's setting.
   */
  sampleSize?: number | Variable;
  /**
   * In minutes: samples of open conversations leave out those that were opened earlier; 0 leaves out none. Absent means
   * the data source's setting.
   */
  openedWithin?: number | Variable;
  /** The threshold of the service level. Absent means the data source's setting. */
  serviceLevelSeconds?: number | Variable;
  /** The threshold of the service level of chats, a multiple of 5. Absent means the data source's setting. */
  chatServiceLevelSeconds?: number | Variable;
}

import type { DataQuery } from '@grafana/schema';

import type { RowKind } from '../../catalogue';

/** Which conversations and agents count. Values are ids or template variables; empty or absent means all. */
export interface Filter {
  skills?: string[];
  groups?: string[];
  includeSubGroups?: boolean;
  /** Ids of agents. The editor offers them for rows `agent` only; panels of an agents dashboard send them with all. */
  agents?: string[];
  /** Absent means humans and bots, except for rows `agent`, which are humans then. */
  userTypes?: Array<UserType | Variable>;
  /** For rows `agent` only. Absent means all who are logged in. */
  agentStatus?: Array<AgentStatus | Variable>;
}

/** A template variable as it is written in a query. */
export type Variable = `$${string}`;

/** Who works on a conversation. */
export type UserType = 'HUMAN' | 'BOT';

/** An agent's status. OFFLINE also brings the agents who have not logged in at all. */
export type AgentStatus = 'ONLINE' | 'AWAY' | 'BACK_SOON' | 'OFFLINE';

/** The time that window KPIs are about. */
export type Window =
  /** The dashboard's time range. */
  | { kind: 'range' }
  /** The last so many hours before the end of the dashboard's time range. */
  | { kind: 'last'; hours: number }
  /**
   * From an hour of day, `hh:mm`, until the end of the dashboard's time range, on its day in the time zone (IANA).
   * An empty time zone is the dashboard's; where no dashboard asks, as in an alert rule, it is UTC.
   */
  | { kind: 'today'; from: string; timeZone?: string };

/** The one question that every panel asks: these KPIs, for these rows, filtered like this, over this window. */
export interface KmmQuery extends DataQuery {
  schemaVersion: 1;
  rows: RowKind;
  /** Ids of the catalogue. */
  kpis: string[];
  filter: Filter;
  window: Window;
  /** One value a row, or its course over the dashboard's time range. */
  shape: 'value' | 'series';
  /** Of a series: how much time a point stands for, such as `15m`, `1h` or `1d`; empty means as the panel has room. */
  interval?: string;
  orderBy?: { kpi: string; desc: boolean };
  /** At most so many rows; absent means all. */
  limit?: number;
}

import type { DataQuery } from '@grafana/schema';

import type { Rows } from '../../catalogue';

/** Which conversations and agents count. Values are ids or template variables; empty or absent means all. */
export interface Filter {
  skills?: string[];
  groups?: string[];
  includeSubGroups?: boolean;
}

/** The time that window KPIs are about. */
export type Window =
  /** The dashboard's time range. */
  | { kind: 'range' }
  /** The last so many hours before the end of the dashboard's time range. */
  | { kind: 'last'; hours: number }
  /** From an hour of day, `hh:mm`, until the end of the dashboard's time range, on its day in the time zone (IANA; empty means UTC). */
  | { kind: 'today'; from: string; timeZone?: string };

/** The one question that every panel asks: these KPIs, for these rows, filtered like this, over this window. */
export interface KmmQuery extends DataQuery {
  schemaVersion: 1;
  rows: Rows;
  /** Ids of the catalogue. */
  kpis: string[];
  filter: Filter;
  window: Window;
  /** One value a row; a later version adds `series`. */
  shape: 'value';
  orderBy?: { kpi: string; desc: boolean };
  /** At most so many rows; absent means all. */
  limit?: number;
}

import { CoreApp } from '@grafana/data';

import type { KmmQuery } from './model';

/** A query without the refId, which Grafana adds. */
export type QueryInput = Omit<KmmQuery, 'refId'>;

/** The queues, the longest first: the most common use. */
const queueQuery = (): QueryInput => ({
  schemaVersion: 1,
  rows: 'skill',
  kpis: ['unassigned_conversations', 'open_conversations', 'assigned_conversations', 'online_agents'],
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
  orderBy: { kpi: 'unassigned_conversations', desc: true },
  layout: 'auto',
});

/** An alert rule has one KPI: each number of a row would be a series of its own. */
const alertQuery = (): QueryInput => ({
  schemaVersion: 1,
  rows: 'skill',
  kpis: ['unassigned_conversations'],
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
});

/**
 * A new panel is a Time series, which needs a trend. One line for the account needs few requests whatever the number of
 * skills, and without an interval of its own it fits any time range.
 */
const trendQuery = (): QueryInput => ({
  schemaVersion: 1,
  rows: 'account',
  kpis: ['closed_conversations'],
  filter: {},
  window: { kind: 'range' },
  shape: 'series',
  openPoint: 'separate',
  // For when the query is changed to one value.
  layout: 'auto',
});

/** Reports whether an app of Grafana edits alert rules. */
export const isAlerting = (app?: string) => app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting;

/** The default of a new query, by the app of Grafana in which it is created. */
export function defaultQuery(app?: CoreApp): QueryInput {
  if (isAlerting(app)) {
    return alertQuery();
  }
  switch (app) {
    case CoreApp.PanelEditor:
    case CoreApp.PanelViewer:
    case CoreApp.Dashboard:
      return trendQuery();
    default:
      return queueQuery();
  }
}

import { CoreApp } from '@grafana/data';

import type { KmmQuery } from './model';

/** A query less what Grafana adds to it. */
export type QueryInput = Omit<KmmQuery, 'refId'>;

/** Who waits where, the fullest queue first: what most people open the product for. */
const queueQuery = (): QueryInput => ({
  schemaVersion: 1,
  rows: 'skill',
  kpis: ['unassigned_conversations', 'open_conversations', 'assigned_conversations', 'online_agents'],
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
  orderBy: { kpi: 'unassigned_conversations', desc: true },
});

/** An alert rule asks one KPI: every further number of a row would be taken for a series of its own. */
const alertQuery = (): QueryInput => ({
  schemaVersion: 1,
  rows: 'skill',
  kpis: ['unassigned_conversations'],
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
});

/**
 * A new panel is a Time series, which shows nothing but a course. That of the account is one line and hardly a request,
 * however many skills there are; a point for each second of a wide panel would be hundreds.
 */
const trendQuery = (): QueryInput => ({
  schemaVersion: 1,
  rows: 'account',
  kpis: ['closed_conversations'],
  filter: {},
  window: { kind: 'range' },
  shape: 'series',
  interval: '15m',
});

/** What a new query asks, by the part of Grafana that it is made in. */
export function defaultQuery(app?: CoreApp): QueryInput {
  switch (app) {
    case CoreApp.UnifiedAlerting:
    case CoreApp.CloudAlerting:
      return alertQuery();
    case CoreApp.PanelEditor:
    case CoreApp.PanelViewer:
    case CoreApp.Dashboard:
      return trendQuery();
    default:
      return queueQuery();
  }
}

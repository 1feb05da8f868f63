import { CoreApp } from '@grafana/data';

import type { KmmQuery } from './model';

/** A query less what Grafana adds to it. */
export type Question = Omit<KmmQuery, 'refId'>;

/** Who waits where, the fullest queue first: what most people open the product for. */
const queues = (): Question => ({
  schemaVersion: 1,
  rows: 'skill',
  kpis: ['unassigned_conversations', 'open_conversations', 'assigned_conversations', 'online_agents'],
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
  orderBy: { kpi: 'unassigned_conversations', desc: true },
});

/** An alert rule asks one KPI: every further number of a row would be taken for a series of its own. */
const alert = (): Question => ({
  schemaVersion: 1,
  rows: 'skill',
  kpis: ['unassigned_conversations'],
  filter: {},
  window: { kind: 'range' },
  shape: 'value',
});

/** What a new query asks, by the part of Grafana that it is made in. */
export function defaultQuestion(app?: CoreApp): Question {
  const isAlert = app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting;
  return isAlert ? alert() : queues();
}

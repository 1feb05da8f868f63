import { type APIRequestContext, expect } from '@playwright/test';

/** The uid of the provisioned data source. */
const datasource = { type: 'kmm-liveperson-datasource', uid: 'liveperson-kmm' };

/** A panel of a dashboard for tests: its type, its queries without Grafana's own fields, and other parts of its JSON. */
export interface OwnPanel {
  title: string;
  type: 'bargauge' | 'stat' | 'table' | 'timeseries';
  queries: object[];
  /** The variable for which it is repeated. */
  repeat?: string;
}

/** A dashboard for tests, without what it takes from Grafana's defaults. */
export interface OwnDashboard {
  uid: string;
  panels: OwnPanel[];
  variables: object[];
}

const refIds = ['A', 'B', 'C'];

function panelJson({ title, type, queries, repeat }: OwnPanel, index: number) {
  const targets = queries.map((query, at) => ({ refId: refIds[at], datasource, schemaVersion: 1, ...query }));
  const gridPos = { x: (index % 2) * 12, y: Math.floor(index / 2) * 7, w: 12, h: 7 };
  return { id: index + 1, title, type, datasource, targets, gridPos, ...(repeat && { repeat }) };
}

/** Saves a dashboard. Its panels have the ids 1, 2, and so on. */
export async function saveDashboard(
  request: APIRequestContext,
  { uid, panels, variables }: OwnDashboard
): Promise<void> {
  const dashboard = {
    uid,
    title: uid,
    schemaVersion: 39,
    time: { from: 'now-6h', to: 'now' },
    panels: panels.map(panelJson),
    templating: { list: variables },
  };
  const response = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  expect(response.ok(), await response.text()).toBe(true);
}

/** A variable that lists skills whose ids match a pattern, all if it is empty. Nothing is chosen in it where none does. */
export const skillVariable = (name: string, regex: string, part: object = {}) => ({
  name,
  type: 'query',
  datasource,
  query: { refId: 'skills', kind: 'skills' },
  regex,
  refresh: 1,
  multi: true,
  includeAll: false,
  ...part,
});

/** A variable with a value that viewers type. */
export const textVariable = (name: string, value: string) => ({
  name,
  type: 'textbox',
  query: value,
  current: { text: value, value },
});

import { isDeepStrictEqual } from 'node:util';

import { expect, type Page } from '@playwright/test';

import { allKpiOptions } from '../src/query/kpiOptions';
import type { PanelJson } from './dashboards';

/** The filters that dashboard variables set. */
export type Filter = Partial<Record<'skills' | 'groups' | 'agents', string[]>>;

/** A query of a panel; as sent, it has the values of variables. */
export interface PanelQuery {
  refId: string;
  filter?: Filter & { agentStatus?: string[] };
  datasource?: { uid?: string };
  kpis?: string[];
  window?: { hours?: number | string };
}

/** Reports whether a URL is that of panel queries. */
export const isQueryRequest = (url: string): boolean => new URL(url).pathname === '/api/ds/query';

/** Records the queries that the page sends. */
export function recordQueries(page: Page): PanelQuery[] {
  const queries: PanelQuery[] = [];
  page.on('request', (request) => {
    if (isQueryRequest(request.url())) {
      queries.push(...(request.postDataJSON() as { queries: PanelQuery[] }).queries);
    }
  });
  return queries;
}

/** Reports whether a query is that of a panel: equal except for what variables set. */
export function matchesTarget(target: PanelQuery, query: PanelQuery): boolean {
  const hours = typeof target.window?.hours === 'string' ? ['window'] : [];
  const withVariables: string[] = ['datasource', 'filter', ...allKpiOptions, ...hours];
  const parts = (Object.keys(target) as Array<keyof PanelQuery>).filter((name) => !withVariables.includes(name));
  const [status, targets] = [query, target].map(({ filter }) => filter?.agentStatus ?? []);
  return parts.every((name) => isDeepStrictEqual(query[name], target[name])) && isDeepStrictEqual(status, targets);
}

/** Waits until each of these panels has been queried with this filter, and checks that no query has another. */
export async function expectAllQueried(panels: PanelJson[], queries: PanelQuery[], filter: Filter): Promise<void> {
  const targets = panels.flatMap(({ title, targets: all = [] }) => all.map((target) => ({ title, target })));
  const hasFilter = ({ filter: actual = {} }: PanelQuery) =>
    Object.entries(filter).every(([name, ids]) => isDeepStrictEqual(actual[name as keyof Filter], ids));
  const missing = () =>
    targets
      .filter(({ target }) => !queries.some((one) => matchesTarget(target, one) && hasFilter(one)))
      .map(({ title }) => title);
  await expect.poll(missing, 'panels without a query with this filter').toEqual([]);
  await expect.poll(() => queries.length).toBeGreaterThanOrEqual(targets.length);
  expect(queries.filter((one) => !hasFilter(one))).toEqual([]);
}

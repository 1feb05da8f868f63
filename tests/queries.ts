import { isDeepStrictEqual } from 'node:util';

import { expect, type Page } from '@playwright/test';

import type { PanelJson } from './dashboards';

/** What variables choose. */
export type Filter = Partial<Record<'skills' | 'groups' | 'agents', string[]>>;

/** A query of a panel; as the page asks it, it has the values of variables in it. */
export interface PanelQuery {
  refId: string;
  filter?: Filter & { agentStatus?: string[] };
  datasource?: { uid?: string };
}

/** Whether a request is a panel's, which asks a data source. */
export const isQueryRequest = (url: string): boolean => new URL(url).pathname === '/api/ds/query';

/** The questions that the page asks from now on. */
export function recordQueries(page: Page): PanelQuery[] {
  const queries: PanelQuery[] = [];
  page.on('request', (request) => {
    if (isQueryRequest(request.url())) {
      queries.push(...(request.postDataJSON() as { queries: PanelQuery[] }).queries);
    }
  });
  return queries;
}

/** Whether a question is that of a panel: the same but for its data source and what variables choose. */
export function matchesTarget(target: PanelQuery, question: PanelQuery): boolean {
  const parts = (Object.keys(target) as Array<keyof PanelQuery>).filter(
    (name) => name !== 'datasource' && name !== 'filter'
  );
  const [status, targets] = [question, target].map(({ filter }) => filter?.agentStatus ?? []);
  return parts.every((name) => isDeepStrictEqual(question[name], target[name])) && isDeepStrictEqual(status, targets);
}

/** Waits until each of these panels has asked with this filter, and holds that none asked with another. */
export async function expectAllQueried(panels: PanelJson[], queries: PanelQuery[], filter: Filter): Promise<void> {
  const targets = panels.flatMap(({ title, targets: all = [] }) => all.map((target) => ({ title, target })));
  const hasFilter = ({ filter: actual = {} }: PanelQuery) =>
    Object.entries(filter).every(([name, ids]) => isDeepStrictEqual(actual[name as keyof Filter], ids));
  const missing = () =>
    targets
      .filter(({ target }) => !queries.some((one) => matchesTarget(target, one) && hasFilter(one)))
      .map(({ title }) => title);
  await expect.poll(missing, 'panels that did not ask with it').toEqual([]);
  await expect.poll(() => queries.length).toBeGreaterThanOrEqual(targets.length);
  expect(queries.filter((one) => !hasFilter(one))).toEqual([]);
}

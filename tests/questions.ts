import { isDeepStrictEqual } from 'node:util';

import { expect, type Page } from '@playwright/test';

import type { PanelJson } from './dashboards';

/** What variables choose. */
export type Filter = Partial<Record<'skills' | 'groups' | 'agents', string[]>>;

/** A query of a panel; as the page asks it, it has the values of variables in it. */
export interface Question {
  refId: string;
  filter?: Filter & { agentStatus?: string[] };
  datasource?: { uid?: string };
}

/** Whether a request is a panel's, which asks a data source. */
export const isQuery = (url: string): boolean => new URL(url).pathname === '/api/ds/query';

/** The questions that the page asks from now on. */
export function watchQuestions(page: Page): Question[] {
  const questions: Question[] = [];
  page.on('request', (request) => {
    if (isQuery(request.url())) {
      questions.push(...(request.postDataJSON() as { queries: Question[] }).queries);
    }
  });
  return questions;
}

/** Whether a question is that of a panel: the same but for its data source and what variables choose. */
export function isOf(target: Question, question: Question): boolean {
  const parts = (Object.keys(target) as Array<keyof Question>).filter(
    (name) => name !== 'datasource' && name !== 'filter'
  );
  const [status, targets] = [question, target].map(({ filter }) => filter?.agentStatus ?? []);
  return parts.every((name) => isDeepStrictEqual(question[name], target[name])) && isDeepStrictEqual(status, targets);
}

/** Waits until each of these panels has asked with this filter, and holds that none asked with another. */
export async function expectAllAsked(panels: PanelJson[], questions: Question[], filter: Filter): Promise<void> {
  const targets = panels.flatMap(({ title, targets: all = [] }) => all.map((target) => ({ title, target })));
  const has = ({ filter: asked = {} }: Question) =>
    Object.entries(filter).every(([name, ids]) => isDeepStrictEqual(asked[name as keyof Filter], ids));
  const silent = () =>
    targets.filter(({ target }) => !questions.some((one) => isOf(target, one) && has(one))).map(({ title }) => title);
  await expect.poll(silent, 'panels that did not ask with it').toEqual([]);
  await expect.poll(() => questions.length).toBeGreaterThanOrEqual(targets.length);
  expect(questions.filter((one) => !has(one))).toEqual([]);
}

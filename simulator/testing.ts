import type { InjectOptions } from 'fastify';

import { DAY, type Clock } from './contactCentre/time';
import { credentials, defaults, type Options } from './options';
import { buildServer } from './server';
import { Simulator } from './simulator';

/** A Wednesday at noon. */
export const NOON = Date.parse('2025-06-11T12:00:20Z');

/** A wall clock that tests control. */
export class FakeClock implements Clock {
  constructor(private time = NOON) {}

  now(): number {
    return this.time;
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

/** Starts a small contact centre at noon, with one day of history, a frozen clock and a server without network. */
export function startTestSimulator(options: Partial<Options> = {}, wall = new FakeClock()) {
  const simulator = new Simulator(
    { ...defaults, agents: 20, skills: 5, days: 1, now: NOON, freeze: true, ...options },
    wall
  );
  const server = buildServer(simulator);
  const { account } = simulator.options;
  const bearer = () => simulator.tokens.issue(account, credentials.clientId, simulator.options.scope).access_token;

  /** Sends a request with a JSON body and, unless overridden, a valid token. */
  const send = async (method: InjectOptions['method'], url: string, payload?: object | string, headers = {}) => {
    const response = await server.inject({
      method,
      url,
      payload: payload as InjectOptions['payload'],
      headers: {
        authorization: `Bearer ${bearer()}`,
        ...(payload && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    return { status: response.statusCode, headers: response.headers, text: response.body, json: () => response.json() };
  };
  /** Calls a method of Key Messaging Metrics. */
  const kmm = (method: string, body: object, query = '') =>
    send('POST', `/manager_workspace/api/account/${account}/${method}${query}`, body);
  const metrics = (body: object, query = '') => kmm('metrics', body, query);
  /** Searches conversations; `query` overrides parameters of the URL, undefined ones are left out. */
  const search = (body: object | string, query: Record<string, string | undefined> = {}) => {
    const parameters = Object.entries({ v: '2', source: 'tests', ...query }).filter(([, value]) => value !== undefined);
    const url = `/messaging_history/api/account/${account}/conversations/search`;
    return send('POST', `${url}?${new URLSearchParams(parameters as Array<[string, string]>)}`, body);
  };
  /** All records that a search finds, of conversations that started in the last 60 days. */
  const searchAll = async <Row>(body: object): Promise<Row[]> => {
    const start = { from: NOON - 60 * DAY, to: simulator.centre.now };
    const rows: Row[] = [];
    for (;;) {
      const response = await search({ start, ...body }, { limit: '100', offset: String(rows.length) });
      const page = response.json();
      rows.push(...page.conversationHistoryRecords);
      if (rows.length >= page._metadata.count) {
        return rows;
      }
    }
  };
  return { simulator, server, send, kmm, metrics, search, searchAll, bearer, account, wall };
}

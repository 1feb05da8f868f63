import { computeChat, type ChatQuery } from '../oracle/chat';
import { NOON, startTestSimulator } from '../testing';

export type Metrics = Record<string, number>;

/** A simulator with calls of the Operational Realtime API and the oracle of its chats. */
export function startChat(options: Parameters<typeof startTestSimulator>[0] = {}) {
  const started = startTestSimulator({ agents: 40, skills: 8, ...options });
  const { simulator, send, account } = started;
  const path = `/operations/api/account/${account}`;
  const get = (method: string, query: string) => send('GET', `${path}/${method}?${query}`);
  const post = (method: string, body: object | string) => send('POST', `${path}/${method}`, body);
  const oracle = (query: ChatQuery) => computeChat(simulator.centre.account, simulator.currentChat(), query);
  /** The response of a call that succeeds. */
  const fetch = async (method: string, query: string) => {
    const response = await get(method, query);
    expect([response.status, response.text]).toEqual([200, expect.stringMatching(/^\{/)]);
    return response.json();
  };
  return { ...started, get, post, fetch, oracle };
}

/** Windows that end now, by their length in minutes. */
export const timeframes = [5, 17, 60, 240, 1440];

/** The window that a time frame in minutes asks for. */
export function windowOf(timeframe: number) {
  return { from: NOON - timeframe * 60_000, to: NOON };
}

/** Expects a value of the API, -1 for none, to be that of the oracle, null for none. */
export function expectValue(name: string, actual: number | undefined, expected: number | null | undefined) {
  expect([name, actual]).toEqual([name, expected === null ? -1 : expect.closeTo(expected!, 6)]);
}

import { computeOracle, type OracleQuery } from '../oracle/oracle';
import { startTestSimulator } from '../testing';

export type Metrics = Record<string, number>;
export type Values = Record<string, number | null>;

/** A simulator with calls of the Messaging Operations API and its oracle. */
export function startOperations(options: Parameters<typeof startTestSimulator>[0] = {}) {
  const started = startTestSimulator(options);
  const { simulator, send, account } = started;
  const path = `/operations/api/account/${account}`;
  const get = (method: string, query: string) => send('GET', `${path}/${method}?${query}`);
  const post = (method: string, body: object) => send('POST', `${path}/${method}`, body);
  const oracle = (query: OracleQuery) => computeOracle(simulator.currentCentre(), query);
  /** The response of a call that succeeds. */
  const fetch = async (method: string, query: string) => {
    const response = await get(method, query);
    expect([response.status, response.text]).toEqual([200, expect.stringMatching(/^\{/)]);
    return response.json();
  };
  return { ...started, get, post, fetch, oracle };
}

/** Expects metrics of a response to be those of the oracle; `none` is what the API has where there is no data. */
export function expectValues(actual: Metrics | undefined, expected: Values, fields: Record<string, string>, none = -1) {
  for (const [field, kpi] of Object.entries(fields)) {
    const value = expected[kpi] ?? none;
    expect([field, actual?.[field]]).toEqual([field, expect.closeTo(value, 6)]);
  }
}

/** As `expectValues`, for segments: averages of times are whole ms, and everything is 0 where there are no segments. */
export function expectRounded(
  actual: Metrics | undefined,
  expected: Values,
  fields: Record<string, string>,
  total: string
) {
  const none = expected[total] === 0 ? 0 : -1;
  for (const [field, kpi] of Object.entries(fields)) {
    const value = expected[kpi] ?? none;
    const isMean = kpi === 'agent_messages_per_segment';
    expect([field, actual?.[field]]).toEqual([field, isMean ? expect.closeTo(value, 6) : Math.round(value)]);
  }
}

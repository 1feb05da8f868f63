import fc from 'fast-check';

import { DAY, HOUR, MINUTE } from '../contactCentre/time';
import { NOON, startTestSimulator } from '../testing';

const { simulator, send, kmm, metrics } = startTestSimulator();
const minute = Math.floor(NOON / MINUTE) * MINUTE;
const all = { metricsToRetrieveByTime: ['closed_conversations', 'transfers', 'concluded_conversations'] };

interface Point {
  timestamp: number;
  values: Record<string, number>;
}

async function points(filters: object, query = ''): Promise<Point[]> {
  const response = await kmm('historical', { filters, ...all }, query);
  expect(response.text).toContain('historicalMetricsIntervals');
  return response.json().historicalMetricsIntervals;
}

const sum = (some: Point[], field: string) => some.reduce((total, { values }) => total + values[field]!, 0);

describe('the historical method', () => {
  it('adds up to the metrics of the same window, without its first point', async () => {
    const windows = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 439 }));
    const ids = fc.subarray(simulator.centre.account.skills.map(({ id }) => id));
    await fc.assert(
      fc.asyncProperty(windows, fc.integer({ min: 5, max: 90 }), ids, async ([ago, length], interval, skillIds) => {
        const to = minute - ago * MINUTE;
        const time = { from: to - length * MINUTE, to };
        const [, ...rest] = await points({ time, skillIds }, `?interval=${interval}`);
        const query = skillIds.length > 0 ? `&skillIds=${skillIds.join()}` : '';
        const books = (await send('GET', `/simulator/books?from=${time.from}&to=${to}${query}`)).json().account;
        const response = await metrics({
          filters: { time, skillIds },
          metricsToRetrieveByTime: ['closed_conversations'],
        });
        expect(sum(rest, 'closedConversations')).toBe(response.json().all.closedConversations ?? 0);
        expect(sum(rest, 'closedConversations')).toBe(books.closed_conversations);
        expect(sum(rest, 'transfers')).toBe(books.transfers);
        expect(sum(rest, 'concludedConversations')).toBe(books.concluded_conversations);
      }),
      { numRuns: 40 }
    );
  });

  it('has a point at both edges of the window, each for the interval before it', async () => {
    const time = { from: minute - 6 * HOUR, to: minute };
    const whole = await points({ time }, '?interval=60');
    expect(whole.map(({ timestamp }) => timestamp)).toEqual([6, 5, 4, 3, 2, 1, 0].map((ago) => minute - ago * HOUR));
    const earlier = await points({ time: { from: minute - 7 * HOUR, to: minute - 6 * HOUR } }, '?interval=60');
    expect(whole[0]).toEqual(earlier[1]);
    expect(sum(whole, 'closedConversations')).toBeGreaterThan(0);
  });

  it('has counts as doubles and timestamps as integers', async () => {
    const time = { from: minute - HOUR, to: minute };
    const { text } = await kmm('historical', { filters: { time }, ...all }, '?interval=60');
    expect(text).toMatch(/"closedConversations":\d+\.0[,}]/);
    expect(text).toMatch(/"timestamp":\d+,/);
  });

  it.each([
    ['', HOUR, 13],
    ['?interval=0', DAY, 25],
    ['?interval=null', 10 * HOUR, 11],
    ['?interval=15', DAY, 97],
    ['?interval=50', 2 * HOUR, 4],
  ])('with %s over %d ms has %d points', async (query, length, count) => {
    expect(await points({ time: { from: minute - length, to: minute } }, query)).toHaveLength(count);
  });

  const time = { from: minute - HOUR, to: minute };
  it.each([
    ['?interval=14', { filters: { time: { from: minute - DAY, to: minute } } }, /104 points/],
    ['?interval=-5', {}, /interval/],
    ['?interval=1.5', {}, /interval/],
    ['', { filters: { time: { from: minute - DAY - MINUTE, to: minute - HOUR } } }, /24 hours/],
    ['', { filters: { time, includeSubGroups: true } }, /includeSubGroups/],
    ['', { metricsToRetrieveByTime: ['closed_by_agent'] }, /closed_by_agent/],
    ['', { metricsToRetrieveByTime: ['toString'] }, /toString/],
    ['', { metricsToRetrieveCurrentValue: [] }, /CurrentValue/],
    ['', { groupBy: 'skillId' }, /groupBy/],
  ])('rejects %s %j', async (query, body, reason) => {
    const response = await kmm('historical', { filters: { time }, ...body }, query);
    expect([response.status, response.json().message]).toEqual([400, expect.stringMatching(reason)]);
  });
});

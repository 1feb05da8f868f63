import fc from 'fast-check';

import { HOUR, MINUTE } from '../contactCentre/time';
import { FakeClock, NOON, startTestSimulator } from '../testing';
import { expectValues, startOperations, type Metrics } from './testing';

const { simulator, get, fetch, oracle, send } = startOperations({ agents: 40, days: 2 });

const fields = {
  unassignedConversations: 'avg_unassigned_conversations',
  actionableConversations: 'avg_actionable_conversations',
  notActionableConversations: 'avg_not_actionable_conversations',
  avgWaitTimeForAgentAssignment_NewConversation: 'queue_wait_new',
  avgWaitTimeForAgentAssignment_AfterTransfer: 'queue_wait_after_transfer',
  avgWaitTimeForAgentAssignment_AfterTransferFromBot: 'queue_wait_after_transfer_from_bot',
  avgWaitTimeForAgentAssignment_AfterTransferFromAgent: 'queue_wait_after_transfer_from_agent',
  maxWaitTimeForAgentAssignment: 'queue_wait_longest',
  waitTimeForAgentAssignment_50thPercentile: 'queue_wait_p50',
  waitTimeForAgentAssignment_90thPercentile: 'queue_wait_p90',
};

interface Health {
  skillsMetrics: Record<string, Metrics>;
  metricsTotal: Metrics;
}

function expectHealth(actual: Health, from: number, to: number) {
  const expected = oracle({ from, to });
  expectValues(actual.metricsTotal, expected.account, fields);
  for (const [id, row] of Object.entries(expected.skills)) {
    const hasData = row.avg_unassigned_conversations! > 0 || row.queue_wait_longest !== null;
    expect([id, id in actual.skillsMetrics]).toEqual([id, hasData]);
    if (hasData) {
      expectValues(actual.skillsMetrics[id], row, fields);
    }
  }
}

describe('msgqueuehealth', () => {
  it('has the values of the oracle, for windows up to now and others', async () => {
    const windows = fc.tuple(fc.integer({ min: 0, max: 20 * HOUR }), fc.integer({ min: MINUTE, max: 4 * HOUR }));
    await fc.assert(
      fc.asyncProperty(windows, fc.integer({ min: 1, max: 1440 }), async ([ago, length], timeframe) => {
        expectHealth(await fetch('msgqueuehealth', `v=1&timeframe=${timeframe}`), NOON - timeframe * MINUTE, NOON);
        const [from, to] = [NOON - ago - length, NOON - ago];
        expectHealth(await fetch('msgqueuehealth', `v=2&fromMillis=${from}&toMillis=${to}&skillIds=all`), from, to);
      }),
      { numRuns: 15 }
    );
  });

  it('has totals of the selected skills', async () => {
    const ids = fc.subarray(
      simulator.centre.account.skills.map(({ id }) => id),
      { minLength: 1 }
    );
    await fc.assert(
      fc.asyncProperty(ids, async (skillIds) => {
        const { skillsMetrics, metricsTotal } = await fetch('msgqueuehealth', `v=1&timeframe=300&skillIds=${skillIds}`);
        const expected = oracle({ from: NOON - 300 * MINUTE, to: NOON, skillIds });
        expectValues(metricsTotal, expected.account, fields);
        expect(skillIds).toEqual(expect.arrayContaining(Object.keys(skillsMetrics)));
      }),
      { numRuns: 8 }
    );
  });

  it('splits the conversations in the queue', async () => {
    const { skillsMetrics, metricsTotal } = await fetch('msgqueuehealth', 'v=1&timeframe=1440');
    for (const row of [metricsTotal, ...Object.values(skillsMetrics)] as Metrics[]) {
      expect(row.actionableConversations! + row.notActionableConversations!).toBeCloseTo(row.unassignedConversations!);
      const parts = row.actionableAndDuringTransfer! + row.actionableAndConsumerLastMessage!;
      expect(parts).toBeCloseTo(row.actionableConversations!);
    }
    const total = Object.values(skillsMetrics as Health['skillsMetrics']).reduce(
      (sum, row) => sum + row.unassignedConversations!,
      0
    );
    expect(total).toBeCloseTo(metricsTotal.unassignedConversations);
    expect(metricsTotal.actionableAndDuringTransfer).toBeGreaterThan(0);
    expect(metricsTotal.notActionableDuringTransfer).toBeGreaterThan(0);
  });

  it('has intervals by their starts, not rounded, newest first, and a summary', async () => {
    const { metricsByIntervals, timeframeSummary } = await fetch('msgqueuehealth', 'v=1&timeframe=180&interval=60');
    const starts = metricsByIntervals.map(({ timestamp }: { timestamp: number }) => NOON - timestamp);
    expect(starts).toEqual([1, 2, 3].map((hours) => hours * HOUR));
    for (const { timestamp, metricsData, ...beside } of metricsByIntervals) {
      expectHealth(metricsData ?? beside, timestamp, timestamp + HOUR);
    }
    expectHealth(timeframeSummary, NOON - 3 * HOUR, NOON);
    const nested = metricsByIntervals.map((interval: object) => 'metricsData' in interval);
    expect(nested).toEqual([false, true, false]);
  });

  it.each([
    ['always', [true, true]],
    ['never', [false, false]],
    ['mixed', [false, true]],
    [null, [false, true]],
  ])('has metricsData %s if chosen', async (metricsData, nested) => {
    expect((await send('POST', '/simulator/interval-format', { metricsData })).status).toBe(200);
    const { metricsByIntervals } = await fetch('msgqueuehealth', 'v=1&timeframe=10&interval=5');
    expect(metricsByIntervals.map((interval: object) => 'metricsData' in interval)).toEqual(nested);
  });

  it('rejects another format', async () => {
    expect((await send('POST', '/simulator/interval-format', { metricsData: 'often' })).status).toBe(400);
  });

  it('has no rows, zeros and -1 without data', async () => {
    const { skillsMetrics, metricsTotal } = await fetch('msgqueuehealth', 'v=1&timeframe=60&skillIds=-1');
    expect(skillsMetrics).toEqual({});
    expect(metricsTotal).toMatchObject({ unassignedConversations: 0, maxWaitTimeForAgentAssignment: -1 });
  });

  const at = (ago: number) => NOON - ago;
  it.each([
    'timeframe=60',
    'v=3&timeframe=60',
    'v=1&timeframe=1441',
    'v=1&timeframe=60&interval=25',
    `v=1&fromMillis=${at(HOUR)}&toMillis=${at(0)}`,
    `v=2&timeframe=60`,
    `v=2&timeframe=60&fromMillis=${at(HOUR)}&toMillis=${at(0)}`,
    `v=2&fromMillis=${at(HOUR)}`,
    `v=2&fromMillis=${at(24 * HOUR + 1)}&toMillis=${at(0)}`,
    `v=2&fromMillis=${at(HOUR)}&toMillis=${at(-1)}`,
    `v=2&fromMillis=${at(HOUR)}&toMillis=${at(HOUR)}`,
    `v=2&fromMillis=${at(HOUR + 1)}&toMillis=${at(0)}&interval=5`,
    'v=1&timeframe=60&agentIds=all',
  ])('rejects %s', async (query) => {
    expect((await get('msgqueuehealth', query)).status).toBe(400);
  });
});

it('knows what a client means whose clock goes on while the simulated one is frozen', async () => {
  const wall = new FakeClock();
  const { send, account } = startTestSimulator({}, wall);
  const get = (to: number) =>
    send('GET', `/operations/api/account/${account}/msgqueuehealth?v=2&fromMillis=${NOON - HOUR}&toMillis=${to}`);
  const atNoon = await get(NOON);
  wall.advance(10 * MINUTE);
  const later = await get(NOON + 10 * MINUTE);
  expect([later.status, later.json()]).toEqual([200, atNoon.json()]);
  expect((await get(NOON + 10 * MINUTE + 1)).status).toBe(400);
});

describe('when agents leave', () => {
  it('there are no data of queues without an agent who is logged in', async () => {
    const empty = startOperations();
    empty.simulator.centre.agents.forEach((state) => (state.status = 'OFFLINE'));
    const range = `v=2&fromMillis=${NOON - HOUR}&toMillis=${NOON}`;
    for (const method of ['msgqueuehealth', 'msgqueuehealth/current']) {
      const { skillsMetrics, metricsTotal } = await empty.fetch(method, range);
      expect([skillsMetrics, metricsTotal.unassignedConversations]).toEqual([{}, 0]);
    }
    expect((await empty.fetch('msgqueuehealthbygroup/current', 'v=1')).skillGroupMetrics).toEqual({});
  });

  it('conversations that wait for no answer are not actionable', async () => {
    const outage = startOperations({ scenario: 'outage', agents: 40 });
    const query = `v=2&fromMillis=${NOON - 72 * HOUR}&toMillis=${NOON}`;
    const { metricsTotal } = await outage.fetch('msgqueuehealth/current', query);
    expect(metricsTotal.notActionableConversations).toBeGreaterThan(10);
    expect(metricsTotal.notActionableDuringTransfer).toBe(metricsTotal.notActionableConversations);
    expect(simulator.centre.now).toBe(NOON);
  });
});

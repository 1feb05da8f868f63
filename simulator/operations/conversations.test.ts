import fc from 'fast-check';

import { DAY, MINUTE } from '../contactCentre/time';
import { NOON } from '../testing';
import { expectValues, startOperations, type Metrics } from './testing';
import { bucketedWindow } from './windows';

const { simulator, get, post, fetch, oracle, metrics, kmm, send } = startOperations({ days: 2 });
const { account } = simulator.centre;

/** The fields of msgconversation that are counts, as the oracle names them. */
const counts = {
  resolvedConversations_byCCP: 'closed_by_agent',
  resolvedConversations_byConsumer: 'closed_by_consumer',
  resolvedConversations_bySystem: 'auto_closed',
  totalResolvedConversations: 'closed_conversations',
};
const times = {
  avgTime_resolvedConversations: 'resolution_time',
  avgTime_resolvedConversations_byCCP: 'resolution_time_closed_by_agent',
  avgTime_resolvedConversations_byConsumer: 'resolution_time_closed_by_consumer',
  avgTime_resolvedConversations_bySystem: 'resolution_time_closed_by_system',
};
const ratings = {
  csat_score1_answers: 'csat_score1_answers',
  csat_score2_answers: 'csat_score2_answers',
  csat_score3_answers: 'csat_score3_answers',
  csat_score4_answers: 'csat_score4_answers',
  csat_score5_answers: 'csat_score5_answers',
  total_answers: 'csat_answers',
  positive_answers: 'csat_positive_answers',
  csat_score: 'csat',
};
const methods = [
  ['msgconversation', { ...counts, ...times }],
  ['msgcsatdistribution', ratings],
] as const;
const timeframes = fc.integer({ min: 1, max: 1440 });

describe.each(methods)('%s', (method, fields) => {
  it('has the values of the oracle for account, skills, groups and agents', async () => {
    await fc.assert(
      fc.asyncProperty(timeframes, async (timeframe) => {
        const window = bucketedWindow(NOON, timeframe);
        const expected = oracle(window);
        const all = await fetch(method, `v=1&timeframe=${timeframe}`);
        expectValues(all.metricsTotals, expected.account, fields, 0);
        const rows = await fetch(method, `v=1&timeframe=${timeframe}&skillIds=all&agentIds=all`);
        expectValues(rows.skillsMetricsPerAgent.metricsTotals, expected.account, fields, 0);
        for (const [id, row] of Object.entries<{ metricsTotals: Metrics }>(
          rows.skillsMetricsPerAgent.metricsPerSkill
        )) {
          expectValues(row.metricsTotals, expected.skills[id]!, fields, 0);
        }
        for (const [id, row] of Object.entries<Metrics>(rows.agentsMetrics.metricsPerAgent)) {
          expectValues(row, expected.agents[id] as Record<string, number | null>, fields, 0);
        }
      }),
      { numRuns: 10 }
    );
  });

  it('has the agents of a skill with their part of it', async () => {
    const rows = await fetch(method, 'v=1&timeframe=700&skillIds=all');
    const [count] = Object.keys(fields) as [string];
    const perSkill = Object.values<{ metricsPerAgent: Record<string, Metrics>; metricsTotals: Metrics }>(
      rows.skillsMetricsPerAgent.metricsPerSkill
    );
    expect(perSkill.length).toBeGreaterThan(2);
    for (const { metricsPerAgent, metricsTotals } of perSkill) {
      const parts = Object.values(metricsPerAgent).reduce((sum, part) => sum + part[count]!, 0);
      expect(parts).toBe(metricsTotals[count]);
    }
  });

  it('has totals of the selected skills and agents', async () => {
    const window = bucketedWindow(NOON, 700);
    const ids = fc.subarray(
      account.skills.map(({ id }) => id),
      { minLength: 1 }
    );
    const agents = fc.subarray(
      account.agents.map(({ id }) => id),
      { minLength: 1 }
    );
    await fc.assert(
      fc.asyncProperty(ids, agents, async (skillIds, agentIds) => {
        const query = `v=1&timeframe=700&skillIds=${skillIds.join()}&agentIds=${agentIds.join()}`;
        const { skillsMetricsPerAgent, agentsMetrics } = await fetch(method, query);
        const expected = oracle({ ...window, skillIds });
        expectValues(skillsMetricsPerAgent.metricsTotals, expected.account, fields, 0);
        expect(skillIds).toEqual(expect.arrayContaining(Object.keys(skillsMetricsPerAgent.metricsPerSkill)));
        expect(agentIds).toEqual(expect.arrayContaining(Object.keys(agentsMetrics.metricsPerAgent)));
        const [count] = Object.keys(fields) as [string];
        const perAgent = Object.values<Metrics>(agentsMetrics.metricsPerAgent);
        expect(perAgent.reduce((sum, row) => sum + row[count]!, 0)).toBe(agentsMetrics.metricsTotals[count]);
      }),
      { numRuns: 8 }
    );
  });

  it('has no rows and totals of zeros without data', async () => {
    const rows = await fetch(method, 'v=1&timeframe=60&skillIds=-1&agentIds=7');
    expect(rows.skillsMetricsPerAgent.metricsPerSkill).toEqual({});
    expect(rows.agentsMetrics.metricsPerAgent).toEqual({});
    for (const totals of [rows.skillsMetricsPerAgent.metricsTotals, rows.agentsMetrics.metricsTotals]) {
      expect(Object.keys(totals).sort()).toEqual(expect.arrayContaining(Object.keys(fields).sort()));
      expect(Object.values(totals).every((value) => value === 0)).toBe(true);
    }
    expect(rows.metricsTotals).toBeUndefined();
  });

  it('takes a body of strings', async () => {
    const [skill] = account.skills;
    const body = { v: '1', timeframe: '300', skillIds: skill!.id, agentIds: 'all' };
    const posted = await post(method, body);
    expect(posted.json()).toEqual(await fetch(method, String(new URLSearchParams(body))));
    expect((await post(method, { ...body, timeframe: 300 })).status).toBe(400);
    expect((await post(method, { timeframe: '300' })).status).toBe(400);
  });

  it.each([
    'timeframe=60',
    'v=2&timeframe=60',
    'v=1',
    'v=1&timeframe=0',
    'v=1&timeframe=1441',
    'v=1&timeframe=1.5',
    'v=1&timeframe=60&skillIds=1,,2',
    'v=1&timeframe=60&agentIds=x',
    'v=1&timeframe=60&timeframe=70',
    'v=1&timeframe=60&user=1',
  ])('rejects %s', async (query) => {
    expect((await get(method, query)).status).toBe(400);
  });
});

describe('msgconversation', () => {
  it('adds up to Key Messaging Metrics in the same window of buckets', async () => {
    const { from } = bucketedWindow(NOON, 1000);
    const body = {
      filters: { time: { from, to: NOON } },
      groupBy: 'skillId',
      metricsToRetrieveByTime: ['closed_by_agent', 'closed_by_consumer', 'auto_closed', 'closed_conversations'],
    };
    const { all, groupBy } = (await metrics(body)).json();
    const operations = await fetch('msgconversation', 'v=1&timeframe=1000&skillIds=all');
    const ofKmm = (values: Metrics) => [values.closedByAgent, values.closedByConsumer, values.autoClosed];
    const ofOperations = (values: Metrics) =>
      Object.keys(counts)
        .slice(0, 3)
        .map((field) => values[field]);
    expect(ofOperations(operations.skillsMetricsPerAgent.metricsTotals)).toEqual(ofKmm(all));
    for (const { key, metrics: values } of groupBy.groups.filter(
      ({ metrics: m }: { metrics: Metrics }) => m.closedConversations! > 0
    )) {
      expect(ofOperations(operations.skillsMetricsPerAgent.metricsPerSkill[key].metricsTotals)).toEqual(ofKmm(values));
    }
    const view = await kmm('agent_view', {
      filters: { time: { from, to: NOON }, effectiveAgentStatus: ['ONLINE', 'AWAY', 'BACK_SOON'] },
      metricsToRetrieveByTime: ['closed_conversations', 'avg_conversations_duration', 'csat'],
    });
    const perAgent = (await fetch('msgconversation', 'v=1&timeframe=1000&agentIds=all')).agentsMetrics.metricsPerAgent;
    for (const record of view.json().agentViewRecords) {
      expect(perAgent[record.agentId]?.totalResolvedConversations ?? 0).toBe(record.closedConversations);
    }
  });

  it('filters by groups', async () => {
    const window = bucketedWindow(NOON, 600);
    for (const { id } of account.groups) {
      const { metricsTotals } = await fetch('msgconversation', `v=1&timeframe=600&groupIds=${id}`);
      expectValues(metricsTotals, oracle(window).groups[id]!, { ...counts, ...times }, 0);
    }
  });

  it('has intervals by their ends, newest first, and one more with the remainder', async () => {
    const seven = startOperations({ now: Date.parse('2025-06-11T08:07:00Z') });
    const { metricsByIntervals, metricsTotals } = await seven.fetch('msgconversation', 'v=1&timeframe=20&interval=10');
    const ends = metricsByIntervals.map(({ timestamp }: { timestamp: number }) =>
      new Date(timestamp).toISOString().slice(11, 16)
    );
    expect(ends).toEqual(['08:10', '08:00', '07:50']);
    const edges = [
      ...metricsByIntervals.map(({ timestamp }: { timestamp: number }) => timestamp),
      Date.parse('2025-06-11T07:45:00Z'),
    ];
    for (const [n, { metricsData }] of metricsByIntervals.entries()) {
      expectValues(
        metricsData.metricsTotals,
        seven.oracle({ from: edges[n + 1], to: edges[n] }).account,
        { ...counts, ...times },
        0
      );
    }
    const sum = metricsByIntervals.reduce(
      (total: number, { metricsData }: { metricsData: { metricsTotals: Metrics } }) =>
        total + metricsData.metricsTotals.totalResolvedConversations!,
      0
    );
    expect(sum).toBe(metricsTotals.totalResolvedConversations);
    expect(sum).toBeGreaterThan(0);
  });

  it('has intervals of skills and agents over a day', async () => {
    const { metricsByIntervals, skillsMetricsPerAgent } = await fetch(
      'msgconversation',
      'v=1&timeframe=1440&interval=5&skillIds=all'
    );
    expect(metricsByIntervals).toHaveLength(289);
    expect(metricsByIntervals[0].timestamp - metricsByIntervals[288].timestamp).toBe(DAY);
    expect(metricsByIntervals[0].timestamp).toBe(Math.ceil(NOON / (5 * MINUTE)) * 5 * MINUTE);
    expect(skillsMetricsPerAgent.metricsTotals.totalResolvedConversations).toBeGreaterThan(100);
  });

  it.each(['60&interval=61', '60&interval=31', '60&interval=4', '60&interval=0', '60&interval=x'])(
    'rejects the time frame %s',
    async (query) => {
      expect((await get('msgconversation', `v=1&timeframe=${query}`)).status).toBe(400);
    }
  );

  it('omits counts of 0 if the simulator does', async () => {
    const omitting = startOperations({ omitZero: true });
    expect((await omitting.fetch('msgconversation', 'v=1&timeframe=60&groupIds=7')).metricsTotals).toEqual({});
  });

  it('is counted, can fail and can be odd', async () => {
    await send('DELETE', '/simulator/calls');
    await send('POST', '/simulator/faults', [
      { service: 'msgconversation', status: 403, times: 1 },
      { service: 'msgconversation', values: { avgTime_resolvedConversations: ['-1'] }, times: 1 },
    ]);
    expect((await get('msgconversation', 'v=1&timeframe=5')).status).toBe(403);
    expect((await fetch('msgconversation', 'v=1&timeframe=5')).metricsTotals.avgTime_resolvedConversations).toBe(-1);
    expect((await send('GET', '/simulator/calls')).json()).toMatchObject({ msgconversation: 2, metrics: 0 });
  });
});

it('Messaging Operations needs its scope', async () => {
  const kmmOnly = startOperations({ scope: 'messaging.key.metrics.read.external' });
  const denied = await kmmOnly.get('msgconversation', 'v=1&timeframe=5');
  expect([denied.status, denied.json().message]).toEqual([
    403,
    expect.stringContaining('simulator.messaging.operations'),
  ]);
});

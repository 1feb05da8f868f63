import { MINUTE, SECOND } from '../contactCentre/time';
import { NOON } from '../testing';
import { expectValue, startChat, timeframes, windowOf, type Metrics } from './testing';

const { simulator, fetch, oracle } = startChat();
const { account } = simulator.centre;
const chatSkills = account.skills.filter(({ servedBy, deleted }) => servedBy === 'HUMAN' && !deleted);
const threeSkills = chatSkills.slice(1, 4).map(({ id }) => id);
const filters = [undefined, threeSkills];

type Values = Record<string, number | null>;

function expectQueue(actual: Metrics, expected: Values) {
  const seconds = (value: number | null | undefined) => (value === null ? null : value! / SECOND);
  expectValue('entered', actual.enteredQEng, expected.chat_entered_queue);
  expectValue('abandoned', actual.abandonedEng, expected.chat_abandoned);
  expectValue('connected', actual.connectedEng, expected.chat_connected);
  expectValue('to answer', actual.avgTimeToAnswer, seconds(expected.chat_time_to_answer));
  expectValue('to abandon', actual.avgTimeToAbandon, seconds(expected.chat_time_to_abandon));
  expectValue('max', actual.maxQueueSize, expected.chat_max_in_queue);
  expectValue('average', actual.averageQueueSize, expected.chat_avg_in_queue);
  expect(actual.averageQueueSize).toBe(actual.queueSizeSum! / actual.queueSizeCount!);
  expect(actual.abandonmentRate).toBeCloseTo(expected.chat_abandon_rate_of_answered ?? 0, 1);
}

function expectHandling(actual: Metrics | undefined, expected: Values) {
  const { totalInteractiveChats = 0, totalNonInteractiveChats = 0, totalHandlingTime = 0 } = actual ?? {};
  expect([totalInteractiveChats, totalNonInteractiveChats]).toEqual([
    expected.chat_handled,
    expected.chat_not_interactive,
  ]);
  const mean = totalInteractiveChats > 0 ? (SECOND * totalHandlingTime) / totalInteractiveChats : null;
  expect(mean).toEqual(expected.chat_handling_time === null ? null : expect.closeTo(expected.chat_handling_time!, 3));
}

describe.each(timeframes)('of the last %d minutes, the values of the oracle has', (timeframe) => {
  it.each(filters)('queuehealth, with the skills %s', async (skillIds) => {
    const expected = oracle({ ...windowOf(timeframe), skillIds });
    const body = await fetch('queuehealth', `timeframe=${timeframe}&v=1&skillIds=${skillIds ?? 'all'}`);
    expect(Object.keys(body.skillsMetrics)).toEqual(skillIds ?? chatSkills.map(({ id }) => id));
    for (const [id, row] of Object.entries<Metrics>(body.skillsMetrics)) {
      expectQueue(row, expected.skills[id]!);
    }
    expectQueue(body.metricsTotals, expected.account);
    expectValue('now', body.metricsTotals.currentQueueSize, expected.account.chat_in_queue);
    expectValue('slots', body.metricsTotals.currentAvailableSlots, expected.account.chat_available_slots);
  });

  it('engactivity', async () => {
    const expected = oracle(windowOf(timeframe));
    const call = (ids: string) => fetch('engactivity', `timeframe=${timeframe}&v=1${ids}`);
    expectHandling((await call('')).metricsTotals, expected.account);
    const { skillsMetricsPerAgent, agentsMetrics } = await call('&skillIds=all&agentIds=all');
    for (const { id } of account.skills) {
      expectHandling(skillsMetricsPerAgent.metricsPerSkill[id]?.metricsTotals, expected.skills[id]!);
    }
    for (const { id } of account.agents) {
      expectHandling(agentsMetrics.metricsPerAgent[id], expected.agents[id]!);
    }
    for (const { id, index } of account.groups) {
      const agentIds = account.agents.filter(({ group }) => group === index).map((agent) => agent.id);
      expectHandling((await call(`&agentIds=${agentIds}`)).agentsMetrics.metricsTotals, expected.groups[id]!);
    }
    const some = await call(`&skillIds=${threeSkills}`);
    expectHandling(
      some.skillsMetricsPerAgent.metricsTotals,
      oracle({ ...windowOf(timeframe), skillIds: threeSkills }).account
    );
  });

  it('agentactivity', async () => {
    const expected = oracle(windowOf(timeframe));
    const { agentsMetrics } = await fetch('agentactivity', `timeframe=${timeframe}&v=1&agentIds=all`);
    expect(Object.keys(agentsMetrics.metricsPerAgent)).toHaveLength(expected.account.chat_agents_logged_in!);
    for (const { id } of account.agents) {
      const states: Array<{ id: number; value: Metrics }> = agentsMetrics.metricsPerAgent[id] ?? [];
      const time = (state: number, part: string) =>
        SECOND * (states.find((candidate) => candidate.id === state)?.value[part] ?? 0);
      expect({
        chat_time_online: time(2, 'total'),
        chat_time_back_in_5: time(3, 'total'),
        chat_time_away: time(4, 'total'),
        chat_time_logged_in: time(-1, 'total'),
        chat_time_chatting: time(2, 'chatting'),
        chat_time_full: time(2, 'chattingInMaxConcurrency'),
      }).toEqual(expectedTimes(expected.agents[id]!));
    }
  });

  it.each([
    ['', {}],
    [`&skillIds=${threeSkills}`, { skillIds: threeSkills }],
    ['&groupIds=2200000101,2200000102', { groupIds: ['2200000101', '2200000102'] }],
  ])('sla with the filter "%s"', async (filter, query) => {
    for (const chatServiceLevelSeconds of [5, 15, 30, 60, 600]) {
      const parameters = `timeframe=${timeframe}&v=1${filter}&histogram=0,${chatServiceLevelSeconds}`;
      const { slaDataRange } = await fetch('sla', parameters);
      const { chat_service_level } = oracle({ ...windowOf(timeframe), ...query, chatServiceLevelSeconds }).account;
      expect(slaDataRange['0'].accumulated).toBeCloseTo(chat_service_level ?? 0, 9);
    }
  });
});

function expectedTimes(values: Values) {
  const ids = ['online', 'back_in_5', 'away', 'logged_in', 'chatting', 'full'].map((id) => `chat_time_${id}`);
  return Object.fromEntries(ids.map((id) => [id, values[id]]));
}

it('queuestate has the values of the oracle', async () => {
  const { skills, totals } = await fetch('queuestate', 'v=2&skillIds=all');
  const expected = oracle(windowOf(60));
  expect(Object.keys(skills)).toEqual(chatSkills.map(({ id }) => id));
  for (const [row, values] of [
    [totals, expected.account],
    ...chatSkills.map(({ id }) => [skills[id], expected.skills[id]]),
  ]) {
    expectValue('size', row.currentQueueSize, values.chat_in_queue);
    expectValue('slots', row.currentAvailableSlots, values.chat_available_slots);
    expectValue('wait', row.currentMaxWaitTimeInQueue, values.chat_longest_wait);
  }
  expect(totals.currentAvailableSlots).toBeGreaterThan(0);
});

it('in a rush, queuehealth and queuestate have the values of the oracle', async () => {
  const rush = startChat();
  await rush.send('POST', '/simulator/chat', { load: 8 });
  await rush.send('POST', '/simulator/clock', { advanceMs: 12 * MINUTE });
  const { now } = rush.simulator.currentChat();
  const expected = rush.oracle({ from: now - 15 * MINUTE, to: now });
  const { totals } = await rush.fetch('queuestate', 'v=2');
  const { metricsTotals } = await rush.fetch('queuehealth', 'v=1&timeframe=15');
  expectQueue(metricsTotals, expected.account);
  expect(expected.account.chat_in_queue).toBeGreaterThan(10);
  expect(totals).toEqual({
    currentQueueSize: expected.account.chat_in_queue,
    currentAvailableSlots: expected.account.chat_available_slots,
    currentMaxWaitTimeInQueue: expected.account.chat_longest_wait,
  });
});

describe.each(timeframes)('of the last %d minutes', (timeframe) => {
  const query = `v=1&timeframe=${timeframe}`;

  it('the methods agree with each other', async () => {
    const health = (await fetch('queuehealth', query)).metricsTotals;
    const activity = (await fetch('engactivity', query)).metricsTotals;
    const ranges = Object.values<Metrics>((await fetch('sla', query)).slaDataRange);
    const { totals } = await fetch('queuestate', 'v=2');
    expect(health.connectedEng).toBe(ranges.reduce((sum, { chats }) => sum + chats!, 0));
    expect(activity.connectedEngagements + health.abandonedEng).toBe(
      activity.totalInteractiveChats + activity.totalNonInteractiveChats
    );
    expect(health.currentQueueSize).toBe(totals.currentQueueSize);
    expect(health.currentAvailableSlots).toBe(totals.currentAvailableSlots);
  });

  it('the times of states add up to the time logged in', async () => {
    const { metricsPerAgent } = (await fetch('agentactivity', `${query}&agentIds=all`)).agentsMetrics;
    for (const states of Object.values<Array<{ id: number; value: Metrics }>>(metricsPerAgent)) {
      const loggedIn = states.find(({ id }) => id === -1)!.value;
      const others = states.filter(({ id }) => id !== -1);
      for (const [part, time] of Object.entries(loggedIn)) {
        expect(others.reduce((sum, { value }) => sum + value[part]!, 0)).toBe(time);
      }
    }
  });

  it('skills and intervals add up to the account', async () => {
    const all = await fetch('queuehealth', `${query}&skillIds=all${timeframe % 5 === 0 ? '&interval=5' : ''}`);
    const intervals = (all.metricsByIntervals ?? []).map(
      ({ metricsData }: { metricsData: { metricsTotals: Metrics } }) => metricsData.metricsTotals
    );
    for (const field of ['enteredQEng', 'connectedEng', 'abandonedEng', 'totalTimeToAnswer', 'queueSizeSum']) {
      const sum = (rows: Metrics[]) => rows.reduce((total, row) => total + row[field]!, 0);
      expect(sum(Object.values(all.skillsMetrics))).toBe(all.metricsTotals[field]);
      expect(sum(intervals)).toBe(timeframe % 5 === 0 ? all.metricsTotals[field] : 0);
    }
  });
});

it('the intervals have the values of the oracle', async () => {
  const { metricsByIntervals } = await fetch('queuehealth', 'timeframe=240&v=1&interval=20&skillIds=all');
  const activity = await fetch('engactivity', 'timeframe=240&v=1&interval=20');
  const ends = metricsByIntervals.map(({ timestamp }: { timestamp: number }) => timestamp).sort();
  for (const [n, to] of ends.entries()) {
    const from = ends[n - 1] ?? to - 5 * MINUTE;
    const expected = oracle({ from, to });
    const at = ({ timestamp }: { timestamp: number }) => timestamp === to;
    expectQueue(metricsByIntervals.find(at).metricsData.metricsTotals, expected.account);
    expectHandling(activity.metricsByIntervals.find(at).metricsData.metricsTotals, expected.account);
  }
  expect(ends.at(-1)).toBe(Math.ceil(NOON / (5 * MINUTE)) * 5 * MINUTE);
});

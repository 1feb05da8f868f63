import { MINUTE } from '../contactCentre/time';
import { NOON } from '../testing';
import { startChat, type Metrics } from './testing';

const { simulator, get, post, fetch, send } = startChat({ agents: 20, skills: 5 });
const { account } = simulator.centre;
const [skill] = account.skills.map(({ id }) => id);
const botSkill = account.skills.find(({ servedBy }) => servedBy === 'BOT')!.id;

/** A valid request to each method. */
const valid: Record<string, string> = {
  queuehealth: 'v=1&timeframe=60',
  engactivity: 'v=1&timeframe=60',
  agentactivity: 'v=1&timeframe=60&agentIds=all',
  queuestate: 'v=2',
  sla: 'v=1&timeframe=60',
};
const methods = Object.keys(valid);
const overTime = ['queuehealth', 'engactivity', 'agentactivity'];

describe.each(methods)('%s', (method) => {
  it('has the wrapper of the older API without a version, with the same content', async () => {
    const query = valid[method]!.replace(/v=.&?/, '');
    const version = method === 'queuestate' ? 'v=1' : valid[method]!;
    const { meta, body } = await fetch(method, query);
    expect([meta, body]).toEqual([{ responseCode: 200 }, await fetch(method, version)]);
  });

  it.each(['v=3', 'v=', 'skillIds=sales', 'agentIds=1,', 'groupIds=all', 'something=1', 'v=1&v=1'])(
    'rejects the parameter %s if it is wrong or another method has it',
    async (parameter) => {
      const [name] = parameter.split('=');
      const rest = valid[method]!.split('&')
        .filter((part) => !part.startsWith(`${name}=`))
        .join('&');
      const accepts = method === 'sla' && parameter === 'groupIds=all';
      expect((await get(method, `${rest}&${parameter}`)).status).toBe(accepts ? 200 : 400);
    }
  );

  it('is counted by its name and as realtime, and can fail as either', async () => {
    await send('DELETE', '/simulator/calls');
    await send('POST', '/simulator/faults', [
      { service: method, status: 429, times: 1 },
      { service: 'realtime', status: 403, times: 1 },
    ]);
    const statuses = [];
    for (let n = 0; n < 3; n++) {
      statuses.push((await get(method, valid[method]!)).status);
    }
    expect(statuses).toEqual([429, 403, 200]);
    const calls = (await send('GET', '/simulator/calls')).json();
    expect(calls).toMatchObject({ [method]: 3, realtime: 3, total: 3, msgqueuehealth: 0 });
  });

  it('needs its scope and a valid authorization', async () => {
    const denied = startChat({ agents: 2, skills: 1, scope: 'simulator.messaging.operations' });
    const response = await denied.get(method, valid[method]!);
    expect([response.status, response.json().message]).toEqual([
      403,
      expect.stringContaining('simulator.operational.realtime'),
    ]);
    const url = `/operations/api/account/${account.id}/${method}?${valid[method]}`;
    expect((await send('GET', url, undefined, { authorization: 'Bearer old' })).status).toBe(401);
  });

  it('is not there in an account without chat', async () => {
    const without = startChat({ agents: 2, skills: 1, chat: false });
    expect((await without.get(method, valid[method]!)).status).toBe(404);
  });

  it('has POST only as agentactivity', async () => {
    const { status } = await post(method, { v: '1', timeframe: '60', agentIds: 'all' });
    expect(status).toBe(method === 'agentactivity' ? 200 : 404);
  });
});

describe.each(methods.filter((method) => method !== 'queuestate'))('%s of a time frame', (method) => {
  it.each(['', 'timeframe=0', 'timeframe=1441', 'timeframe=1.5', 'timeframe=-5'])('rejects "%s"', async (timeframe) => {
    expect((await get(method, valid[method]!.replace('timeframe=60', timeframe))).status).toBe(400);
  });

  it('accepts a day', async () => {
    expect((await get(method, valid[method]!.replace('=60', '=1440'))).status).toBe(200);
  });
});

describe.each(overTime)('%s by intervals', (method) => {
  it.each([61, 31, 4, 0, 'x'])('rejects %s minutes of an hour', async (interval) => {
    expect((await get(method, `${valid[method]}&interval=${interval}`)).status).toBe(400);
  });

  it('has one more than the time frame, by their ends rounded up to 5 minutes, in no order, beside the totals', async () => {
    const { metricsByIntervals, ...totals } = await fetch(method, `${valid[method]}&interval=5`);
    const ends = metricsByIntervals.map(({ timestamp }: { timestamp: number }) => timestamp);
    const sorted = [...ends].sort((a, b) => a - b);
    const latest = Math.ceil(NOON / (5 * MINUTE)) * 5 * MINUTE;
    expect(sorted).toEqual(Array.from({ length: 13 }, (_, n) => latest - (12 - n) * 5 * MINUTE));
    expect([sorted, [...sorted].reverse()]).not.toContainEqual(ends);
    expect(Object.keys(metricsByIntervals[0])).toEqual(['timestamp', 'metricsData']);
    expect(totals).toEqual(await fetch(method, valid[method]!));
  });
});

it('sla and queuestate have no intervals', async () => {
  for (const method of ['sla', 'queuestate']) {
    expect((await get(method, `${valid[method]}&interval=5`)).status).toBe(400);
  }
});

describe('queuehealth', () => {
  it('has skills only if asked for, and what holds now only in the totals', async () => {
    const account = await fetch('queuehealth', 'v=1&timeframe=60&interval=30');
    expect(Object.keys(account)).toEqual(['metricsByIntervals', 'metricsTotals']);
    expect(account.metricsTotals.currentAvailableSlots).toBeGreaterThan(0);
    for (const { metricsData } of account.metricsByIntervals) {
      expect(metricsData.metricsTotals).toMatchObject({ currentQueueSize: -1, currentAvailableSlots: -1 });
    }
    const one = await fetch('queuehealth', `v=1&timeframe=60&skillIds=${skill}`);
    expect(Object.keys(one.skillsMetrics)).toEqual([skill]);
    expect(one.skillsMetrics[skill!]).toEqual(one.metricsTotals);
  });

  it('has a rounded rate, and -1 for means without data', async () => {
    const { metricsTotals } = await fetch('queuehealth', 'v=1&timeframe=600&chatCenterId=7');
    const { abandonedEng, connectedEng, abandonmentRate } = metricsTotals;
    expect(abandonedEng).toBeGreaterThan(0);
    expect(abandonmentRate).toBe(Math.round((100 * abandonedEng) / (abandonedEng + connectedEng)) / 100);
    const none = (await fetch('queuehealth', `v=1&timeframe=60&skillIds=${botSkill}`)).metricsTotals;
    expect(none).toMatchObject({ enteredQEng: 0, avgTimeToAnswer: -1, avgTimeToAbandon: -1, abandonmentRate: 0 });
    expect((await get('queuehealth', 'v=1&timeframe=60&chatCenterId=main')).status).toBe(400);
  });
});

describe('engactivity', () => {
  it('has the totals, the skills with their agents or the agents, as asked for', async () => {
    const keys = async (ids: string) => Object.keys(await fetch('engactivity', `v=1&timeframe=60${ids}`));
    expect(await keys('')).toEqual(['metricsTotals']);
    expect(await keys('&skillIds=all')).toEqual(['skillsMetricsPerAgent']);
    expect(await keys('&agentIds=all')).toEqual(['agentsMetrics']);
    const { skillsMetricsPerAgent } = await fetch('engactivity', `v=1&timeframe=60&skillIds=${skill}`);
    const { metricsPerAgent, metricsTotals } = skillsMetricsPerAgent.metricsPerSkill[skill!];
    const ofAgents = Object.values<Metrics>(metricsPerAgent).reduce((sum, row) => sum + row.totalInteractiveChats!, 0);
    expect(ofAgents).toBe(metricsTotals.totalInteractiveChats);
  });

  it('has no rows and zeros without data', async () => {
    const { agentsMetrics } = await fetch('engactivity', 'v=1&timeframe=60&agentIds=7');
    expect(agentsMetrics).toMatchObject({ metricsPerAgent: {}, metricsTotals: { totalHandlingTime: 0 } });
  });
});

describe('agentactivity', () => {
  it('needs agents', async () => {
    expect((await get('agentactivity', 'v=1&timeframe=60')).status).toBe(400);
  });

  it('has the same in response to a body with strings only', async () => {
    const agentIds = account.agents.map(({ id }) => id).join(',');
    const posted = await post('agentactivity', { v: '1', timeframe: '120', agentIds });
    expect(posted.json()).toEqual(await fetch('agentactivity', `v=1&timeframe=120&agentIds=${agentIds}`));
    expect((await post('agentactivity', { v: '1', timeframe: 120, agentIds })).status).toBe(400);
    expect((await post('agentactivity', { v: '1', timeframe: '120', agentIds: [agentIds] })).status).toBe(400);
    expect((await post('agentactivity', 'no JSON')).status).toBe(400);
  });

  it('has the states that an agent had, with the reasons for being away, and no totals', async () => {
    const { agentsMetrics } = await fetch('agentactivity', 'v=1&timeframe=1440&agentIds=all');
    expect(agentsMetrics.metricsTotals).toEqual([]);
    const states = Object.values<Array<{ id: number; name: string; value: Metrics; reasons?: Array<{ id: string }> }>>(
      agentsMetrics.metricsPerAgent
    ).flat();
    expect([...new Set(states.map(({ id, name }) => `${id} ${name}`))].sort()).toEqual([
      '-1 Logged in',
      '2 Online',
      '3 Back in 5',
      '4 Away',
    ]);
    expect(states.every(({ id, reasons }) => (reasons !== undefined) === (id === 4))).toBe(true);
    const known = (await send('GET', `/api/account/${account.id}/configuration/le-agents/status-reasons?v=1`)).json();
    const ids = known.map(({ id }: { id: number }) => String(id));
    expect(ids).toEqual(expect.arrayContaining(states.flatMap(({ reasons = [] }) => reasons.map(({ id }) => id))));
    for (const { value } of states) {
      expect(Object.values(value).every(Number.isInteger)).toBe(true);
      expect(value.chatting! + value.notChatting!).toBe(value.total);
    }
  });
});

describe('queuestate', () => {
  it('has -1 for skills that it does not know, which do not count in the totals', async () => {
    const none = { currentQueueSize: -1, currentAvailableSlots: -1, currentMaxWaitTimeInQueue: -1 };
    const { skills, totals } = await fetch('queuestate', `v=2&skillIds=${skill},999,-1,${botSkill}`);
    expect(skills).toEqual({ [skill!]: totals, 999: none, '-1': none, [botSkill]: none });
    expect(totals.currentAvailableSlots).toBeGreaterThanOrEqual(0);
  });

  it('has waits in version 2 only, and skills only if asked for', async () => {
    expect(await fetch('queuestate', 'v=1')).toEqual({
      totals: { currentQueueSize: expect.any(Number), currentAvailableSlots: expect.any(Number) },
    });
    expect(Object.keys(await fetch('queuestate', 'v=2'))).toEqual(['totals']);
  });
});

describe('sla', () => {
  const ranges = async (query: string) => (await fetch('sla', `v=1&timeframe=600${query}`)).slaDataRange;

  it('has ranges by their lower bounds, 0 always', async () => {
    expect(Object.keys(await ranges(''))).toEqual(['0', '15', '30', '45', '60', '90', '120']);
    expect(Object.keys(await ranges('&histogram=30'))).toEqual(['0', '30']);
    expect(await ranges('&histogram=0,30')).toEqual(await ranges('&histogram=30'));
  });

  it('has shares that add up', async () => {
    const rows = Object.values<Metrics>(await ranges(''));
    const chats = rows.reduce((sum, row) => sum + row.chats!, 0);
    expect(chats).toBeGreaterThan(100);
    let accumulated = 0;
    for (const row of rows) {
      accumulated += row.percentageFromTotal!;
      expect(row.accumulated).toBeCloseTo(accumulated, 9);
      expect(row.percentageFromTotal).toBeCloseTo(row.chats! / chats, 9);
    }
    expect(accumulated).toBeCloseTo(1, 9);
  });

  it('has zeros without chats', async () => {
    const none = { accumulated: 0, percentageFromTotal: 0, chats: 0 };
    expect(await ranges(`&skillIds=${botSkill}&histogram=0,30`)).toEqual({ 0: none, 30: none });
  });

  it.each(['0,31', '30,0', '0,0', '5,', 'x', '-5', '0,86405'])('rejects the histogram %s', async (histogram) => {
    expect((await get('sla', `v=1&timeframe=60&histogram=${histogram}`)).status).toBe(400);
  });
});

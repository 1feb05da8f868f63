import fc from 'fast-check';

import { DAY, MINUTE } from '../../contactCentre/time';
import { NOON, startTestSimulator } from '../../testing';
import { agentMetrics } from './metrics';

const { simulator, send, kmm } = startTestSimulator({ days: 14, agents: 40 });
const { account } = simulator.centre;
const names = (tense: string) => agentMetrics.filter((metric) => metric.timeScope === tense).map(({ name }) => name);
const allMetrics = {
  metricsToRetrieveByTime: names('byTime'),
  metricsToRetrieveCurrentValue: names('currentValue'),
};
const allStatuses = ['ONLINE', 'AWAY', 'BACK_SOON', 'OFFLINE'];
const lastDay = { from: NOON - DAY + MINUTE, to: NOON };

type Row = Record<string, unknown> & { agentId: string; agentGroupId: number };
type ValuesById = Record<string, Record<string, unknown>>;

async function fetchAgents(body: object, query = '?limit=1000'): Promise<{ metadata: { count: number }; rows: Row[] }> {
  const response = await kmm('agent_view', body, query);
  expect(response.text).toContain('agentViewRecords');
  const { metadata, agentViewRecords } = response.json();
  return { metadata, rows: agentViewRecords };
}

async function oracleOf(query: Record<string, string | number>): Promise<ValuesById> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return (await send('GET', `/simulator/books?${search}`)).json().agents;
}

/** The lists of a response in the format of the oracle: objects by status and by reason. */
function asOracleValue(field: string, value: unknown): unknown {
  const times = value as Array<{ agentStatus: string; agentStatusDuration: number; agentStatusReasonId: string }>;
  if (field === 'agentStatusDurationList') {
    return Object.fromEntries(times.map((time) => [time.agentStatus, time.agentStatusDuration]));
  }
  if (field === 'agentStatusWithReasonDurationList') {
    const byStatus: Record<string, Record<string, number>> = {};
    for (const time of times) {
      (byStatus[time.agentStatus] ??= {})[time.agentStatusReasonId] = time.agentStatusDuration;
    }
    return byStatus;
  }
  return value;
}

function expectOracleValues(row: Row, page: Record<string, unknown>) {
  for (const { name, field } of agentMetrics) {
    const wanted = page[name];
    const actual = field in row ? asOracleValue(field, row[field]) : null;
    const close = typeof wanted === 'number' ? expect.closeTo(wanted, 6) : wanted;
    expect([name, actual]).toEqual([name, close]);
  }
}

const windows = fc
  .tuple(fc.integer({ min: 0, max: 14 * DAY - DAY }), fc.integer({ min: 0, max: DAY - MINUTE }))
  .map(([ago, length]) => ({ from: NOON - ago - length, to: NOON - ago }));
const idsOf = (items: Array<{ id: string }>) => fc.subarray(items.map(({ id }) => id));

describe('the agent view and the oracle', () => {
  it('agree on every metric of every agent, for any window and filters', async () => {
    const [skills, groups, agents] = [idsOf(account.skills), idsOf(account.groups), idsOf(account.agents)];
    await fc.assert(
      fc.asyncProperty(windows, skills, groups, agents, async (time, skillIds, agentGroupIds, agentIds) => {
        const filters = { time, agentSkillIds: skillIds, agentGroupIds, agentIds };
        const { rows } = await fetchAgents({
          filters: { ...filters, effectiveAgentStatus: allStatuses },
          ...allMetrics,
        });
        const pages = await oracleOf({
          ...time,
          ...(skillIds.length > 0 && { skillIds: skillIds.join() }),
          ...(agentGroupIds.length > 0 && { groupIds: agentGroupIds.join() }),
          ...(agentIds.length > 0 && { agentIds: agentIds.join() }),
        });
        rows.forEach((row) => expectOracleValues(row, pages[row.agentId]!));
        const loggedIn = Object.keys(pages).filter((id) => pages[id]!.agent_current_status !== 'OFFLINE');
        expect(rows.map(({ agentId }) => agentId)).toEqual(expect.arrayContaining(loggedIn));
        const others = rows.filter(({ agentId }) => !loggedIn.includes(agentId));
        const from = Math.floor(time.from / MINUTE) * MINUTE;
        others.forEach((row) => expect(row.agentCurrentStatusStartTime).toBeGreaterThanOrEqual(from));
      }),
      { numRuns: 20 }
    );
  }, 60_000);

  it('have data for every metric at noon', async () => {
    const filters = { time: lastDay, effectiveAgentStatus: allStatuses };
    const { rows } = await fetchAgents({ filters, ...allMetrics });
    const missing = agentMetrics.filter(({ field }) => !rows.some((row) => row[field] !== undefined));
    expect(missing).toEqual([]);
  });
});

describe('the sums of agents', () => {
  it('are the account’s, but for what was closed in a queue', async () => {
    const { journal } = simulator.centre;
    const query = { from: lastDay.from, to: lastDay.to };
    const books = (await send('GET', `/simulator/books?from=${query.from}&to=${query.to}`)).json();
    const sum = (name: string) =>
      Object.values(books.agents as ValuesById).reduce((total, page) => total + (page[name] as number), 0);
    let inQueue = 0;
    for (let number = 0; number < journal.conversations; number++) {
      const closed = journal.closedAt(number);
      const last = journal
        .entries(number)
        .filter(({ type }) => [3, 5, 6].includes(type))
        .at(-1);
      const inWindow = closed >= Math.floor(lastDay.from / MINUTE) * MINUTE && closed < simulator.centre.now;
      inQueue += inWindow && last?.type !== 3 ? 1 : 0;
    }
    expect(inQueue).toBeGreaterThan(0);
    expect(sum('closed_conversations')).toBe(books.account.closed_conversations - inQueue);
    expect(sum('transfers')).toBe(books.account.transfers);
    expect(sum('assigned_conversations')).toBe(books.account.assigned_conversations);
    expect(sum('available_slots')).toBe(books.account.available_slots);
  });
});

describe('the agents of a response', () => {
  const filters = { time: lastDay };

  it('are the logged-in ones by default', async () => {
    const body = { filters, metricsToRetrieveCurrentValue: ['agent_current_status'] };
    const statuses = new Set((await fetchAgents(body)).rows.map((row) => row.agentCurrentStatus));
    expect(statuses).not.toContain('OFFLINE');
    const offline = { filters: { ...filters, effectiveAgentStatus: ['OFFLINE'] } };
    const day = (await fetchAgents(offline)).rows;
    const minute = (await fetchAgents({ filters: { ...offline.filters, time: { from: NOON, to: NOON } } })).rows;
    expect(day.length).toBeGreaterThan(minute.length);
  });

  it('have the requested types; none is SYSTEM', async () => {
    const count = async (userTypes: string[]) =>
      (await fetchAgents({ filters: { ...filters, userTypes } })).metadata.count;
    const all = (await fetchAgents({ filters })).metadata.count;
    expect((await count(['HUMAN'])) + (await count(['BOT']))).toBe(all);
    expect(await count(['SYSTEM'])).toBe(0);
  });

  it('are paged', async () => {
    const whole = await fetchAgents({ filters });
    const first = await fetchAgents({ filters }, '?limit=5');
    const rest = await fetchAgents({ filters }, '?offset=5&limit=995');
    expect([...first.rows, ...rest.rows]).toEqual(whole.rows);
    expect(first.metadata.count).toBe(whole.rows.length);
  });

  it('are sorted as requested, those without a value last', async () => {
    const closed = (await fetchAgents({ filters, ...allMetrics }, '?sort=closedConversations:desc')).rows;
    const values = closed.map((row) => row.closedConversations as number);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    const rows = (await fetchAgents({ filters, ...allMetrics }, '?sort=agentName:desc')).rows;
    const agentNames = rows.map((row) => (row.agentMetadata as { agentName: string }).agentName);
    expect(agentNames).toEqual([...agentNames].sort().reverse());
    const short = { filters: { time: { from: NOON - 15 * MINUTE, to: NOON } }, ...allMetrics };
    const csat = (await fetchAgents(short, '?sort=csat:asc')).rows.map((row) => row.csat as number | undefined);
    const some = csat.filter((value) => value !== undefined);
    expect([some.length > 0, some.length < csat.length]).toEqual([true, true]);
    expect(csat.slice(0, some.length)).toEqual([...some].sort((a, b) => a - b));
  });

  it('include metadata by default', async () => {
    const { rows } = await fetchAgents({ filters, includeAgentMetadata: 'true' });
    const agent = account.agents.find(({ id }) => id === rows[0]!.agentId)!;
    expect(rows[0]!.agentMetadata).toMatchObject({ agentName: agent.name, configuredMaxSlots: agent.maxSlots });
    expect(rows[0]!.agentGroupId).toBe(Number(account.groups[agent.group]!.id));
    const plain = (await fetchAgents({ filters, includeAgentMetadata: false })).rows;
    expect(plain.some((row) => 'agentMetadata' in row)).toBe(false);
  });
});

describe('the agent view rejects', () => {
  it.each([
    ['?offset=951', {}, /1000/],
    ['?offset=0&limit=1001', {}, /1000/],
    ['?limit=0', {}, /limit/],
    ['?sort=closeRate:asc', {}, /closeRate/],
    ['?sort=key:asc', {}, /key/],
    ['', { filters: {} }, /filters\.time/],
    ['', { filters: { time: { from: NOON - 15 * DAY, to: NOON - 14.5 * DAY } } }, /14 days/],
    ['', { filters: { time: lastDay, skillIds: [] } }, /skillIds/],
    ['', { filters: { time: lastDay, agentIds: [1] } }, /agentIds/],
    ['', { filters: { time: lastDay, userTypes: ['human'] } }, /human/],
    ['', { filters: { time: lastDay, effectiveAgentStatus: ['OCCUPIED'] } }, /OCCUPIED/],
    ['', { filters: { time: lastDay }, includeAgentMetadata: 1 }, /includeAgentMetadata/],
    ['', { filters: { time: lastDay }, groupBy: 'skillId' }, /groupBy/],
    ['', { filters: { time: lastDay }, metricsToRetrieveByTime: ['agent_load'] }, /agent_load/],
    ['', { filters: { time: lastDay }, metricsToRetrieveCurrentValue: ['open_conversations'] }, /open_conv/],
  ])('%s %j', async (query, body, reason) => {
    const response = await kmm('agent_view', { filters: { time: lastDay }, ...body }, query);
    expect([response.status, response.json().message]).toEqual([400, expect.stringMatching(reason)]);
  });
});

import { signature } from '../auth/oauth1';
import { DAY, HOUR } from '../contactCentre/time';
import { credentials } from '../options';
import { NOON } from '../testing';
import { expectValues, startOperations, type Metrics } from './testing';

const range = `v=2&fromMillis=${NOON - 72 * HOUR}&toMillis=${NOON}`;
const started = startOperations({ scenario: 'outage', agents: 40, days: 2 });
const { simulator, send, get, fetch, oracle, metrics, account } = started;
const path = `/operations/api/account/${account}/msgqueuehealth/current`;

const counts = {
  unassignedConversations: 'unassigned_conversations',
  actionableConversations: 'actionable_conversations',
  notActionableConversations: 'not_actionable_conversations',
};
const waits = {
  maxWaitTimeForAgentAssignment: 'longest_wait_now',
  avgWaitTimeForAgentAssignment_NewConversation: 'avg_wait_now_new',
  avgWaitTimeForAgentAssignment_AfterTransfer: 'avg_wait_now_after_transfer',
  waitTimeForAgentAssignment_50thPercentile: 'queue_wait_time_50th_percentile',
  waitTimeForAgentAssignment_90thPercentile: 'queue_wait_time_90th_percentile',
};
const overdue = {
  overdueConversationsInQueue: 'overdue_conversations_in_queue',
  overdueConversationsAssigned: 'overdue_conversations_assigned',
  overdueConversationsTotal: 'overdue_conversations_total',
};
const fields = { ...counts, ...waits, ...overdue };

/** Expected waits, rounded to milliseconds. */
const rounded = (values: Record<string, number | null>) =>
  Object.fromEntries(Object.entries(values).map(([kpi, value]) => [kpi, value === null ? null : Math.round(value)]));

function oauth1(method: string, url: string): string {
  const parameters: Array<[string, string]> = [
    ['oauth_consumer_key', credentials.appKey],
    ['oauth_token', credentials.accessToken],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(Math.floor(NOON / 1000))],
    ['oauth_nonce', `${url.length}-${Math.random()}`],
    ['oauth_version', '1.0'],
  ];
  const { appSecret, accessTokenSecret } = credentials;
  parameters.push([
    'oauth_signature',
    signature(method, `http://localhost${url}`, parameters, appSecret, accessTokenSecret),
  ]);
  return `OAuth ${parameters.map(([name, value]) => `${name}="${encodeURIComponent(value)}"`).join(', ')}`;
}

describe('msgqueuehealth/current', () => {
  it('has the values of the oracle and of Key Messaging Metrics', async () => {
    const { skillsMetrics, metricsTotal } = await fetch('msgqueuehealth/current', `${range}&metrics=all`);
    const expected = oracle({ from: NOON - DAY, to: NOON });
    expectValues(metricsTotal, rounded(expected.account), fields);
    for (const [id, row] of Object.entries<Metrics>(skillsMetrics)) {
      expectValues(row, rounded(expected.skills[id]!), fields);
      expect(row.time).toBe(NOON);
    }
    const time = { from: NOON - HOUR, to: NOON };
    const current = ['unassigned_conversations', 'overdue_conversations_total'];
    const { all } = (await metrics({ filters: { time }, metricsToRetrieveCurrentValue: current })).json();
    expect([metricsTotal.unassignedConversations, metricsTotal.overdueConversationsTotal]).toEqual([
      all.unassignedConversations,
      all.overdueConversationsTotal,
    ]);
    expect(all.unassignedConversations).toBeGreaterThan(10);
  });

  it('has the selected metrics, of the selected skills', async () => {
    const [first, second] = Object.keys((await fetch('msgqueuehealth/current', range)).skillsMetrics);
    const usual = await fetch('msgqueuehealth/current', `${range}&skillIds=${first},${second}`);
    expect(Object.keys(usual.skillsMetrics)).toEqual([first, second]);
    const names = (values: Metrics) => Object.keys(values).sort();
    expect(names(usual.metricsTotal)).toEqual(expect.arrayContaining(Object.keys({ ...counts, ...waits }).sort()));
    expect(usual.metricsTotal).not.toHaveProperty('overdueConversationsTotal');
    const queue = await fetch('msgqueuehealth/current', `${range}&metrics=queue&breakdown=false`);
    expect(Object.keys(queue)).toEqual(['metricsTotal']);
    expect(queue.metricsTotal).not.toHaveProperty('maxWaitTimeForAgentAssignment');
    const late = await fetch('msgqueuehealth/current', `${range}&metrics=waittimes&overdueConversations=true`);
    expect(late.metricsTotal).toHaveProperty('overdueConversationsTotal');
    expect(late.metricsTotal).not.toHaveProperty('unassignedConversations');
  });

  it('filters only overdue assigned conversations by groups', async () => {
    const all = await fetch('msgqueuehealth/current', `${range}&metrics=all`);
    const none = await fetch('msgqueuehealth/current', `${range}&metrics=all&groupIds=7`);
    expect(none.metricsTotal).toMatchObject({
      unassignedConversations: all.metricsTotal.unassignedConversations,
      overdueConversationsInQueue: all.metricsTotal.overdueConversationsInQueue,
      overdueConversationsAssigned: 0,
    });
  });

  it('counts with v=2 what was opened in the window', async () => {
    const query = `v=2&fromMillis=${NOON - 10 * 60_000}&toMillis=${NOON}`;
    const { metricsTotal } = await fetch('msgqueuehealth/current', query);
    const opened = [...simulator.centre.open].filter(
      ({ agentState, startedAt }) => !agentState && startedAt >= NOON - 10 * 60_000
    );
    expect(metricsTotal.unassignedConversations).toBe(opened.length);
  });

  it.each(['', '/'])('has v=1 for OAuth 1 and v=2 for OAuth 2, with the ending "%s"', async (ending) => {
    const status = async (query: string, authorization?: string) =>
      (await send('GET', `${path}${ending}?${query}`, undefined, authorization && { authorization })).status;
    expect(await status('v=1', oauth1('GET', `${path}${ending}?v=1`))).toBe(200);
    expect(await status(range, oauth1('GET', `${path}${ending}?${range}`))).toBe(401);
    expect(await status('v=1')).toBe(401);
    expect(await status(range)).toBe(200);
  });

  it('has both versions for a user', async () => {
    const authorization = `Bearer ${simulator.sessions.start().bearer}`;
    const status = async (query: string) =>
      (await send('GET', `${path}?${query}`, undefined, { authorization })).status;
    expect([await status('v=1'), await status(range)]).toEqual([200, 200]);
  });

  it.each([
    '',
    'v=2',
    `${range}&timeframe=60`,
    `v=2&fromMillis=${NOON - 72 * HOUR - 1}&toMillis=${NOON}`,
    `v=2&fromMillis=${NOON - HOUR}&toMillis=${NOON + 1}`,
    `${range}&metrics=queues`,
    `${range}&breakdown=no`,
    `${range}&overdueConversations=1`,
  ])('rejects "%s"', async (query) => {
    expect((await get('msgqueuehealth/current', query)).status).toBe(400);
  });
});

import { DAY, MINUTE } from '../contactCentre/time';
import { NOON, startTestSimulator } from '../testing';

const { metrics, send, account } = startTestSimulator();
const path = `/manager_workspace/api/account/${account}/metrics`;
const time = { from: NOON - 60 * MINUTE, to: NOON };
const filters = { time };
const start = Math.floor((NOON - 14 * DAY) / MINUTE) * MINUTE;
const minute = Math.floor(NOON / MINUTE) * MINUTE;

describe('the KMM metrics method rejects', () => {
  const refused: Array<[reason: string, body: object, names: RegExp]> = [
    ['a body without filters', {}, /filters/],
    ['filters without time', { filters: {} }, /filters\.time/],
    ['a time without to', { filters: { time: { from: NOON } } }, /filters\.time\.to/],
    ['a time as text', { filters: { time: { from: String(NOON), to: NOON } } }, /whole/],
    ['a time with a fraction', { filters: { time: { from: NOON - 0.5, to: NOON } } }, /whole/],
    ['a window that ends before it starts', { filters: { time: { from: NOON, to: NOON - 1 } } }, /after/],
    ['more than 24 hours', { filters: { time: { from: minute - DAY, to: minute + 1 } } }, /24 hours/],
    [
      'more than 24 hours after rounding',
      { filters: { time: { from: minute - DAY - 1, to: minute - 2 } } },
      /24 hours/,
    ],
    ['what was over 14 days ago', { filters: { time: { from: start - 1, to: start + MINUTE } } }, /14 days/],
    ['ids that are numbers', { filters: { time, skillIds: [2500000101] } }, /skillIds/],
    ['ids that are not in an array', { filters: { time, agentGroupIds: '-1' } }, /agentGroupIds/],
    ['ids that are names', { filters: { time, agentIds: ['Ana'] } }, /Ana/],
    ['an unknown user type', { filters: { time, userTypes: ['SYSTEM'] } }, /SYSTEM/],
    ['includeSubGroups as text', { filters: { time, includeSubGroups: 'true' } }, /includeSubGroups/],
    ['an unknown filter', { filters: { time, agentSkillIds: [] } }, /agentSkillIds/],
    ['an unknown field', { filters, metrics: [] }, /metrics/],
    ['an unknown metric', { filters, metricsToRetrieveByTime: ['mcs'] }, /"mcs"/],
    ['a metric in the wrong list', { filters, metricsToRetrieveByTime: ['open_conversations'] }, /open_conversations/],
    ['metrics that are not a list', { filters, metricsToRetrieveCurrentValue: 'agent_load' }, /CurrentValue/],
    ['grouping by agents', { filters, groupBy: 'agentId' }, /groupBy/],
    ['an unknown section', { filters, responseSections: ['groups'] }, /groups/],
    ['a grouped section without a grouping', { filters, responseSections: ['groupBy'] }, /groupBy/],
  ];

  it.each(refused)('%s', async (_reason, body, names) => {
    const response = await metrics(body);
    expect(response.status).toBe(400);
    expect(response.json().message).toMatch(names);
  });

  it.each([
    ['limit=0', /limit/],
    ['limit=51', /50/],
    ['limit=many', /limit/],
    ['offset=-1', /offset/],
    ['sort=csat:desc', /csat/],
    ['sort=closed_conversations:desc', /closed_conversations/],
    ['sort=closedConversations', /sort/],
    ['sort=closedConversations:down', /sort/],
  ])('an address with %s', async (query, names) => {
    const response = await metrics({ filters }, `?${query}`);
    expect(response.status).toBe(400);
    expect(response.json().message).toMatch(names);
  });

  it.each([
    ['no body', undefined, {}, /application\/json/],
    ['an empty body', '', { 'content-type': 'application/json' }, /body is required/],
    ['what is not JSON', '{"filters":', {}, /not valid JSON/],
    ['an array', '[]', {}, /object/],
    ['a form', 'filters=1', { 'content-type': 'application/x-www-form-urlencoded' }, /application\/json/],
  ])('%s', async (_reason, body, headers, names) => {
    const response = await send('POST', path, body, headers);
    expect(response.status).toBe(400);
    expect(response.json().message).toMatch(names);
  });
});

describe('the KMM metrics method accepts', () => {
  it.each([
    ['exactly 24 hours', { filters: { time: { from: minute - DAY, to: minute } } }],
    ['the first minute of the 14 days', { filters: { time: { from: start, to: start + 1 } } }],
    ['empty lists of ids', { filters: { time, skillIds: [], agentIds: [] } }],
    ['unknown ids', { filters: { time, skillIds: ['1'] }, groupBy: 'skillId' }],
  ])('%s', async (_what, body) => {
    expect((await metrics(body)).status).toBe(200);
  });

  it('unknown ids, with an empty result', async () => {
    const body = {
      filters: { time, skillIds: ['1'] },
      groupBy: 'skillId',
      metricsToRetrieveCurrentValue: ['online_agents'],
    };
    expect((await metrics(body)).json()).toMatchObject({ metadata: { count: 0 }, groupBy: { groups: [] }, all: {} });
  });
});

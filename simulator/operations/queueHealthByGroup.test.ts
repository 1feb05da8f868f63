import { HOUR } from '../contactCentre/time';
import { NOON } from '../testing';
import { startOperations, type Metrics } from './testing';

const { simulator, get, fetch, metrics } = startOperations({ scenario: 'outage', agents: 40, groups: 5, days: 2 });
const { account } = simulator.centre;
const method = 'msgqueuehealthbygroup/current';

type Groups = Record<string, Metrics>;
const rows = async (query = '') => (await fetch(method, `v=1${query}`)).skillGroupMetrics as Record<string, Groups>;
const total = (skills: Record<string, Groups>, field: string, group?: string) =>
  Object.values(skills)
    .flatMap((groups) => Object.entries(groups).filter(([id]) => group === undefined || id === group))
    .reduce((sum, [, row]) => sum + row[field]!, 0);

describe('msgqueuehealthbygroup/current', () => {
  it('has what Key Messaging Metrics has for each group and skill', async () => {
    const skills = await rows();
    for (const [groupBy, of] of [
      ['agentGroupId', (key: string) => total(skills, 'unassignedConversations', key)],
      ['skillId', (key: string) => total({ [key]: skills[key] ?? {} }, 'unassignedConversations')],
    ] as const) {
      const body = {
        filters: { time: { from: NOON - HOUR, to: NOON } },
        groupBy,
        metricsToRetrieveCurrentValue: ['unassigned_conversations'],
      };
      for (const { key, metrics: values } of (await metrics(body)).json().groupBy.groups) {
        expect([key, of(key)]).toEqual([key, values.unassignedConversations]);
      }
    }
    expect(total(skills, 'unassignedConversations')).toBeGreaterThan(10);
  });

  it('adds up to the current queue', async () => {
    const skills = await rows();
    const range = `v=2&fromMillis=${NOON - 72 * HOUR}&toMillis=${NOON}`;
    const { metricsTotal } = await fetch('msgqueuehealth/current', range);
    expect(total(skills, 'actionableConversations')).toBe(metricsTotal.actionableConversations);
    expect(total(skills, 'notActionableAndDuringBackToQueue')).toBe(metricsTotal.notActionableDuringTransfer);
    const moved = ['ToAgent', 'ToSkill'].map((to) => total(skills, `actionableAndDuringTransfer${to}`));
    const back = total(skills, 'actionableAndDuringBackToQueue');
    expect(moved[0]! + moved[1]! + back).toBe(metricsTotal.actionableAndDuringTransfer);
  });

  it('includes sub-groups, and filters by group, skill and time', async () => {
    const [flat, nested] = [await rows(), await rows('&includeSubGroups=true')];
    expect(total(nested, 'unassignedConversations', '-1')).toBe(total(flat, 'unassignedConversations'));
    const group = account.groups[1]!.id;
    const only = await rows(`&allocatedAgentGroupIds=${group}`);
    expect(total(only, 'unassignedConversations')).toBe(total(flat, 'unassignedConversations', group));
    const [skill] = Object.keys(flat);
    expect(await rows(`&skillIds=${skill}`)).toEqual({ [skill!]: flat[skill!] });
    expect(total(await rows('&timeframe=1'), 'unassignedConversations')).toBeLessThanOrEqual(
      total(flat, 'unassignedConversations')
    );
    const [row] = Object.values(Object.values(await rows('&metrics=actionableConversations'))[0]!);
    expect(Object.keys(row!)).toEqual(['actionableConversations']);
  });

  it.each([
    '',
    'v=2',
    'v=1&timeframe=0',
    'v=1&timeframe=73',
    'v=1&metrics=queue',
    'v=1&includeSubGroups=yes',
    'v=1&groupIds=1',
  ])('rejects "%s"', async (query) => {
    expect((await get(method, query)).status).toBe(400);
  });
});

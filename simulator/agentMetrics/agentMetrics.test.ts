import { MINUTE } from '../contactCentre/time';
import { NOON, startTestSimulator } from '../testing';

const { simulator, send, kmm, account } = startTestSimulator({ agents: 40 });
const call = (method: string, body: object | string, query = '?limit=1000') =>
  send('POST', `/messaging_history/api/account/${account}/agent-view/${method}${query}`, body);

type Row = Record<string, unknown> & { agentId: string; load: number; configuredMaxSlots: number };

async function agentsOf(body: object, query?: string): Promise<Row[]> {
  return (await call('status', body, query)).json().agentStatusRecords;
}

async function agentView(statuses?: string[]): Promise<Array<Record<string, never>>> {
  const body = {
    filters: { time: { from: NOON - 5 * MINUTE, to: NOON }, effectiveAgentStatus: statuses },
    metricsToRetrieveCurrentValue: [
      'agent_load',
      'assigned_conversations',
      'active_conversations',
      'agent_current_status',
      'agent_current_status_start_time',
      'max_slots',
    ],
  };
  return (await kmm('agent_view', body, '?limit=1000')).json().agentViewRecords;
}

describe('agents of the Agent Metrics API', () => {
  it('are those of the agent view, with the same status, conversations and load', async () => {
    const rows = await agentsOf({});
    const wanted = await agentView();
    expect(rows.map(({ agentId }) => agentId).sort()).toEqual(wanted.map(({ agentId }) => agentId).sort());
    for (const agent of wanted) {
      const row = rows.find(({ agentId }) => agentId === agent.agentId)!;
      expect(row).toMatchObject({
        currentStatus: agent.agentCurrentStatus,
        currentStatusStartTimeL: agent.agentCurrentStatusStartTime,
        openAssignedConversations: agent.assignedConversations,
        intenseConversations: agent.activeConversations,
        configuredMaxSlots: agent.maxSlots,
        load: Math.round(100 * agent.agentLoad!),
      });
    }
  });

  it('add up to the summary', async () => {
    const rows = await agentsOf({});
    const summary = (await call('summary', {})).json().summaryResults;
    const count = (status: string) => rows.filter(({ currentStatus }) => currentStatus === status).length;
    const slots = rows.reduce((sum, row) => sum + row.configuredMaxSlots, 0);
    const weighted = rows.reduce((sum, row) => sum + row.load * row.configuredMaxSlots, 0) / slots;
    expect(summary).toMatchObject({
      openAssignedConversations: rows.reduce((sum, row) => sum + Number(row.openAssignedConversations), 0),
      numOnlineAgents: count('ONLINE'),
      numAwayAgents: count('AWAY'),
      numBackSoonAgents: count('BACK_SOON'),
      weightedAvgLoad: expect.closeTo(weighted, 0),
    });
    expect((await call('summary', { agentIds: ['1'] })).json().summaryResults).toEqual(
      Object.fromEntries(Object.keys(summary).map((name) => [name, 0]))
    );
  });

  it('can be selected, and are paged', async () => {
    const [skill, group] = [simulator.centre.account.skills[0]!, simulator.centre.account.groups[1]!];
    const selected = await agentsOf({ skillIds: [skill.id], agentGroupIds: [group.id], status: ['ONLINE'] });
    expect(selected.length).toBeGreaterThan(0);
    for (const row of selected) {
      expect(row).toMatchObject({ currentStatus: 'ONLINE', agentGroupId: Number(group.id), agentPresence: 'true' });
      expect(row.agentSkills).toContainEqual({ skillId: skill.id, skillName: skill.name });
    }
    const all = await agentsOf({});
    expect([...(await agentsOf({}, '?limit=7')), ...(await agentsOf({}, '?limit=1000&offset=7'))]).toEqual(all);
    expect((await agentsOf({}, '?limit=1000&sort=start:desc'))[0]).toEqual(all.at(-1));
    const left = await agentsOf({ agentPresence: false, timestamp: { from: NOON - 600 * MINUTE } });
    expect(left.length).toBeGreaterThan(0);
    left.forEach((row) => expect(row).toMatchObject({ currentStatus: 'OFFLINE', load: 0, agentPresence: 'false' }));
  });

  it.each([
    [' ', '', /JSON body/],
    [{}, '?limit=1001', /limit/],
    [{}, '?sort=load:asc', /sort/],
    [{ status: ['BUSY'] }, '', /BUSY/],
    [{ agentPresence: 'true' }, '', /agentPresence/],
    [{ userTypes: ['HUMAN'] }, '', /userTypes/],
  ])('are rejected for %j %s', async (body, query, reason) => {
    const response = await call('status', body, query);
    expect([response.status, response.json().message]).toEqual([400, expect.stringMatching(reason)]);
  });
});

import { startTestSimulator } from '../testing';

const { simulator, send, kmm } = startTestSimulator();

type Row = Record<string, number>;
const fetchAvailability = async (body: object): Promise<Row[]> =>
  (await kmm('skill/availability', body)).json().skillAvailabilities as Row[];

describe('skill availability', () => {
  it('agrees with the oracle, without zeros and skills without agents', async () => {
    const rows = await fetchAvailability({});
    const { skills } = (await send('GET', '/simulator/books')).json();
    for (const { id } of simulator.centre.account.skills) {
      const { online_agents: online, away_agents: away, back_soon_agents: soon } = skills[id];
      const counts = { onlineAgents: online, awayAgents: away, backSoonAgents: soon };
      const some = Object.entries(counts).filter(([, count]) => count > 0);
      const row = rows.find(({ skillId }) => skillId === Number(id));
      expect(row).toEqual(some.length > 0 ? { skillId: Number(id), ...Object.fromEntries(some) } : undefined);
    }
    expect(rows.length).toBeGreaterThan(3);
  });

  it('filters by user type', async () => {
    const bots = await fetchAvailability({ filters: { userTypes: ['BOT'] } });
    const served = simulator.centre.account.skills.filter(({ servedBy }) => servedBy === 'BOT');
    expect(bots.map(({ skillId }) => String(skillId))).toEqual(served.map(({ id }) => id));
    expect(await fetchAvailability({ filters: { userTypes: ['SYSTEM'] } })).toEqual([]);
  });

  it('has no skills while no agent is logged in', async () => {
    const closed = startTestSimulator({ skills: 1, agents: 1 });
    closed.simulator.centre.agents.forEach((state) => (state.status = 'OFFLINE'));
    const response = (await closed.kmm('skill/availability', {})).json();
    expect(response).toEqual({ metadata: { count: 0 }, skillAvailabilities: [] });
  });

  it.each([{ filters: { skillIds: ['1'] } }, { groupBy: 'skillId' }, { filters: { userTypes: ['PERSON'] } }])(
    'rejects %j',
    async (body) => {
      expect((await kmm('skill/availability', body)).status).toBe(400);
    }
  );

  it('returns at most 1000 skills', async () => {
    const many = startTestSimulator({ skills: 1000, agents: 100 });
    expect((await many.kmm('skill/availability', {})).json().skillAvailabilities).toHaveLength(1000);
  });
});

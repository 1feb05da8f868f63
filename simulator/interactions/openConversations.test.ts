import { CONSUMER_MARKER } from '../contactCentre/profile';
import { HOUR, MINUTE } from '../contactCentre/time';
import { NOON } from '../testing';
import { startInteractions, visible, type Row, type Values } from './testing';

const { simulator, send, rowsOf, books } = startInteractions();

/** A row as section 10.7 of the API's description says. */
function valuesOf(row: Row, now: number): Values {
  const { info, agentParticipants, consumerParticipants, campaign, transfers } = row;
  const assigned = agentParticipants.filter(({ permission }) => permission === 'ASSIGNED_AGENT');
  const isQueued = info.latestQueueState === 'IN_QUEUE';
  const since = transfers.at(-1)?.timeL ?? info.startTimeL;
  const person = assigned.find(({ userTypeName, timeL }) => userTypeName === 'Human' && timeL >= since && !isQueued);
  const latest = assigned.at(-1);
  const last = visible(row).at(-1)!;
  const senders: Record<string, string> = { Consumer: 'CONSUMER', Human: 'AGENT', Bot: 'BOT' };
  const [consumer] = consumerParticipants;
  return {
    conversation_state: isQueued ? 'QUEUED' : 'ACTIVE',
    conversation_consumer: consumer!.participantId!,
    conversation_channel: info.source,
    conversation_skill: info.latestSkillName,
    conversation_group: info.latestAgentGroupName ?? null,
    conversation_agent: !isQueued && latest?.userTypeName === 'Human' ? info.latestAgentFullName : null,
    conversation_bot: assigned.filter(({ userTypeName }) => userTypeName === 'Bot').at(-1)?.agentFullName ?? null,
    conversation_campaign: campaign.campaignName ?? null,
    last_message_from: senders[last.type!]!,
    skill_id: String(info.latestSkillId),
    group_id: info.latestAgentGroupId === undefined ? null : String(info.latestAgentGroupId),
    agent_id: info.latestAgentId === 'null' ? null : info.latestAgentId,
    consumer_first_name: consumer!.firstName ?? null,
    consumer_last_name: consumer!.lastName ?? null,
    consumer_name: consumer!.consumerName ?? null,
    conversation_started: info.startTimeL,
    conversation_wait_time: isQueued ? now - since : person ? person.timeL - since : null,
    conversation_wait_time_since: isQueued ? since : null,
    conversation_duration: person ? now - person.timeL : null,
    conversation_duration_since: person?.timeL ?? null,
    last_message_age: now - last.timeL,
    last_message_age_since: last.timeL,
    conversation_mcs: info.mcs ?? null,
    conversation_csat: info.csatRate ?? null,
  };
}

async function expectRows(): Promise<Row[]> {
  const rows = await rowsOf({ status: ['OPEN'] });
  const { conversations, now } = await books();
  expect(Object.keys(conversations)).toHaveLength(rows.length);
  for (const row of rows) {
    expect(conversations[row.info.conversationId]).toEqual(valuesOf(row, now));
  }
  return rows;
}

describe('rows of open conversations', () => {
  it('are in the oracle as a client reads them, at each moment', async () => {
    const rows = await expectRows();
    expect(new Set(rows.map(({ info }) => info.source)).size).toBeGreaterThan(4);
    const { conversations } = await books();
    for (const name of Object.keys(valuesOf(rows[0]!, NOON)).filter((name) => name !== 'conversation_csat')) {
      const values = new Set(Object.values(conversations).map((values) => values[name]));
      expect([name, values.size > 1]).toEqual([name, true]);
    }
    for (let step = 0; step < 5; step++) {
      await send('POST', '/simulator/clock', { advanceMs: 7 * MINUTE + 337 });
      await expectRows();
    }
  });

  it('change as conversations live: each that does is found by its update', async () => {
    let known = await books();
    const states = new Map<string, Set<string>>();
    const see = (id: string, state: string) => states.set(id, (states.get(id) ?? new Set()).add(state));
    for (let step = 0; step < 10; step++) {
      await send('POST', '/simulator/clock', { advanceMs: 5 * MINUTE });
      const current = await books();
      const updated = await rowsOf({ latestUpdateTime: { from: known.now }, status: ['OPEN', 'CLOSE'] });
      const found = new Map(updated.map(({ info }) => [info.conversationId, info]));
      for (const [id, values] of Object.entries(current.conversations)) {
        const { last_message_age_since: at, conversation_state: state } = values;
        const before = known.conversations[id];
        if (!before || before.last_message_age_since !== at || before.conversation_state !== state) {
          expect([id, found.get(id)?.status]).toEqual([id, 'OPEN']);
        }
        see(id, String(state));
      }
      for (const id of Object.keys(known.conversations).filter((id) => !(id in current.conversations))) {
        expect([id, found.get(id)?.status]).toEqual([id, 'CLOSE']);
        see(id, 'CLOSED');
      }
      known = current;
    }
    const whole = [...states.values()].filter((seen) => seen.size === 3);
    expect(whole.length).toBeGreaterThan(5);
  });

  it('are restricted by skill, group, agent, channel and state', async () => {
    const all = (await books()).conversations;
    const [some] = Object.values(all).filter((values) => values.group_id !== null);
    const filters: Array<[query: string, value: string, column: string]> = [
      ['skillIds', some!.skill_id as string, 'skill_id'],
      ['groupIds', some!.group_id as string, 'group_id'],
      ['agentIds', some!.agent_id as string, 'agent_id'],
      ['channels', 'SHARK', 'conversation_channel'],
      ['channels', 'Apple Business Chat', 'conversation_channel'],
      ['states', 'QUEUED', 'conversation_state'],
    ];
    for (const [name, value, column] of filters) {
      const wanted = Object.entries(all).filter(([, values]) => values[column] === value);
      expect([name, wanted.length > 0]).toEqual([name, true]);
      expect((await books({ [name]: value })).conversations).toEqual(Object.fromEntries(wanted));
    }
  });

  it('have consumers with names that are odd', async () => {
    const rows = await rowsOf({ start: { from: NOON - 6 * HOUR, to: NOON } });
    const consumers = rows.map(({ consumerParticipants }) => consumerParticipants[0]!);
    const names = consumers.map(({ firstName }) => firstName);
    expect(names).toEqual(expect.arrayContaining([undefined, '', 'null', 'undefined', CONSUMER_MARKER]));
    const has = (pattern: RegExp) => names.some((name) => name !== undefined && pattern.test(name));
    expect([has(/<img/), has(/\u202e/), has(/.{2000}/), has(/\n/)]).toEqual([true, true, true, true]);
    const shown = names.filter((name) => name && name !== 'null' && name !== 'undefined');
    shown.forEach((name) => expect(name).toContain(CONSUMER_MARKER));
  });

  it('may lack skill, agent, group and consumer, with a fault', async () => {
    await send('POST', '/simulator/faults', {
      service: 'interactions',
      values: {
        latestSkillId: ['-1'],
        latestSkillName: ['"Unassigned"', '"undefined"'],
        latestAgentId: ['"null"', null],
        latestAgentGroupId: [null],
        consumerParticipants: ['[]', 'null', '[null]', '"undefined"'],
        agentParticipants: [null, '[]'],
        source: ['"undefined"', 'null'],
      },
    });
    const rows = await rowsOf({ status: ['OPEN'] });
    expect(rows[0]!.info).toMatchObject({ latestSkillId: -1, latestSkillName: 'Unassigned', latestAgentId: 'null' });
    expect(rows[1]!.info).not.toHaveProperty('latestAgentId');
    expect(rows.slice(0, 4).map((row) => row.consumerParticipants)).toEqual([[], null, [null], 'undefined']);
    simulator.faults.clear();
  });
});

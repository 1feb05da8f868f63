import { CONSUMER_MARKER } from '../contactCentre/profile';
import { DAY, HOUR, MINUTE } from '../contactCentre/time';
import { NOON, startTestSimulator } from '../testing';

const { simulator, search, send } = startTestSimulator({ days: 2 });
const { account } = simulator.centre;

interface Participant {
  agentId: string;
  agentFullName: string;
  userTypeName: string;
  permission: string;
  timeL: number;
}

interface Message {
  timeL: number;
  sentBy: string;
  participantId: string;
  dialogId: string;
  audience: string;
}

interface Row {
  info: {
    conversationId: string;
    status: string;
    startTimeL: number;
    endTimeL: number;
    latestSkillId: number;
    latestSkillName: string;
    latestAgentId: string;
    latestAgentFullName: string;
    latestAgentGroupId?: number;
    latestAgentGroupName?: string;
    latestQueueState: string;
    source: string;
    mcs?: number;
    csatRate?: number;
  };
  agentParticipants: Participant[];
  consumerParticipants: Array<Record<string, string>>;
  campaign: { campaignName?: string };
  transfers: Array<{ timeL: number }>;
  messageRecords: Message[];
  dialogs: Array<{ dialogId: string; dialogType: string }>;
}

const contentToRetrieve = [
  'consumerParticipants',
  'transfers',
  'interactions',
  'campaign',
  'monitoring',
  'responseTime',
  'dialogs',
  'messageRecords',
  'agentParticipants',
];

async function rowsOf(body: object): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const start = { from: NOON - 60 * DAY, to: simulator.centre.now };
    const response = await search({ start, contentToRetrieve, ...body }, { limit: '100', offset: String(rows.length) });
    const page = response.json();
    rows.push(...page.conversationHistoryRecords);
    if (rows.length >= page._metadata.count) {
      return rows;
    }
  }
}

type Values = Record<string, number | string | null>;
interface Books {
  now: number;
  conversations: Record<string, Values>;
  monitoring: {
    dayStart: number;
    account: Values;
    skills: Record<string, Values>;
    groups: Record<string, Values>;
    agents: Record<string, Values>;
    startedPerHour: Record<string, number>;
  };
}

async function books(query: Record<string, string> = {}): Promise<Books> {
  return (await send('GET', `/simulator/books?${new URLSearchParams(query)}`)).json();
}

/** The messages of the main dialog that the consumer sees, without those of the system. */
function visible({ agentParticipants, messageRecords, dialogs }: Row) {
  const main = dialogs.find(({ dialogType }) => dialogType === 'MAIN')!.dialogId;
  const types = new Map(agentParticipants.map(({ agentId, userTypeName }) => [agentId, userTypeName]));
  return messageRecords
    .filter(({ dialogId, audience }) => dialogId === main && audience === 'ALL')
    .map((message) => ({
      ...message,
      type: message.sentBy === 'Consumer' ? 'Consumer' : types.get(message.participantId),
    }))
    .filter(({ type }) => type !== 'System');
}

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
    for (let step = 0; step < 10; step++) {
      await send('POST', '/simulator/clock', { advanceMs: 7 * MINUTE + 337 });
      await expectRows();
    }
  });

  it('change as conversations live: each that does is found by its update', async () => {
    let known = await books();
    const states = new Map<string, Set<string>>();
    const see = (id: string, state: string) => states.set(id, (states.get(id) ?? new Set()).add(state));
    for (let step = 0; step < 20; step++) {
      await send('POST', '/simulator/clock', { advanceMs: 3 * MINUTE });
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

describe('live monitoring', () => {
  it('is counted from the conversations of the day', async () => {
    const { monitoring, now } = await books();
    expect(monitoring.dayStart).toBe(Math.floor(NOON / DAY) * DAY);
    const rows = await rowsOf({ latestUpdateTime: { from: monitoring.dayStart } });
    expectCounts(monitoring.account, rows, monitoring.dayStart, now);
    for (const { id } of account.skills) {
      const own = rows.filter(({ info }) => String(info.latestSkillId) === id);
      expectCounts(monitoring.skills[id]!, own, monitoring.dayStart, now);
    }
    for (const { id } of account.groups) {
      const own = rows.filter(({ info }) => String(info.latestAgentGroupId) === id);
      expectCounts(monitoring.groups[id]!, own, monitoring.dayStart, now);
    }
    for (const { id } of account.agents) {
      const own = rows.filter(({ info }) => info.latestAgentId === id);
      expectCounts(monitoring.agents[id]!, own, monitoring.dayStart, now);
      const sent = rows.flatMap(visible).filter(({ participantId }) => participantId === id).map(({ timeL }) => timeL); // prettier-ignore
      const today = sent.filter((at) => at >= monitoring.dayStart);
      expect(monitoring.agents[id]!.last_outgoing_message_at).toBe(today.length > 0 ? Math.max(...today) : null);
    }
  });

  it('has the agents by their status', async () => {
    const view = await send('POST', '/messaging_history/api/account/12345678/agent-view/summary', {});
    const { numAwayAgents, numBackSoonAgents, numOnlineAgents } = view.json().summaryResults;
    const { agents_online, agents_away, agents_offline } = (await books()).monitoring.account;
    const bots = account.agents.filter(({ type }) => type === 'BOT').length;
    expect([agents_online, agents_away]).toEqual([numOnlineAgents - bots, numAwayAgents + numBackSoonAgents]);
    expect(Number(agents_online) + Number(agents_away) + Number(agents_offline)).toBe(account.agents.length - bots);
  });

  it.each([
    ['UTC', '2025-06-11T00:00:00Z'],
    ['Asia/Kolkata', '2025-06-10T18:30:00Z'],
    ['America/New_York', '2025-06-11T04:00:00Z'],
  ])('has the day and the hours of %s', async (timeZone, midnight) => {
    const { monitoring } = await books({ timeZone });
    expect(monitoring.dayStart).toBe(Date.parse(midnight));
    const hours = Object.entries(monitoring.startedPerHour);
    expect(hours.length).toBeGreaterThan(5);
    for (const [hour, count] of hours) {
      const rows = await rowsOf({
        start: { from: Number(hour), to: Number(hour) + HOUR },
        contentToRetrieve: ['responseTime'],
      });
      const started = rows.filter(
        ({ info }) => info.startTimeL >= Number(hour) && info.startTimeL < Number(hour) + HOUR
      );
      expect([hour, started.length]).toEqual([hour, count]);
    }
    const total = hours.reduce((sum, [, count]) => sum + count, 0);
    expect(monitoring.account.started_today).toBe(total);
  });

  it('begins its day where the clocks change', async () => {
    const other = startTestSimulator({ now: Date.parse('2025-03-09T20:00:00Z') });
    const response = await other.send('GET', '/simulator/books?timeZone=America/New_York');
    expect(response.json().monitoring.dayStart).toBe(Date.parse('2025-03-09T05:00:00Z'));
    expect((await send('GET', '/simulator/books?timeZone=Mars/Olympus')).status).toBe(400);
  });
});

function expectCounts(values: Values, rows: Row[], dayStart: number, now: number) {
  const active = rows.filter((row) => visible(row).some(({ timeL }) => timeL >= dayStart));
  const open = active.filter(({ info }) => info.status === 'OPEN');
  const waiting = rows.filter(({ info }) => info.status === 'OPEN' && info.latestQueueState === 'IN_QUEUE');
  const waits = waiting.map(({ info, transfers }) => now - (transfers.at(-1)?.timeL ?? info.startTimeL));
  const inState = (state: string) => open.filter(({ info }) => info.latestQueueState === state).length;
  expect(values).toMatchObject({
    active_today: active.length,
    open_today: open.length,
    assigned_today: inState('ACTIVE'),
    unassigned_today: inState('IN_QUEUE'),
    waiting_for_first_response: open.filter((row) => !visible(row).some(({ type }) => type === 'Human')).length,
    closed_today: rows.filter(({ info }) => info.endTimeL >= dayStart).length,
    active_closed_today: active.length - open.length,
    started_today: rows.filter(({ info }) => info.startTimeL >= dayStart).length,
    longest_wait: waits.length > 0 ? Math.max(...waits) : null,
  });
}

import { DAY, HOUR, MINUTE } from '../contactCentre/time';
import { NOON, startTestSimulator } from '../testing';

const { simulator, search, searchAll, metrics, kmm } = startTestSimulator({ days: 2 });
const minutes = (time: number) => Math.floor(time / MINUTE) * MINUTE;
const start = { from: NOON - 30 * DAY, to: NOON };
const lastDay = { from: minutes(NOON - DAY) + MINUTE, to: minutes(NOON) };

interface Row {
  info: Record<string, number | string | undefined> & { endTimeL: number };
  transfers: Array<{ timeL: number; reason: string }>;
  messageRecords: Array<{ timeL: number; sentBy: string; seq: number; messageData: { msg: { text: string } } }>;
}

const rowsOf = (body: object) => searchAll<Row>(body);

const countOf = async (body: object) => (await search({ start, ...body }, { limit: '1' })).json()._metadata.count;

async function kmmValues(filters = {}): Promise<Record<string, number>> {
  const response = await metrics({
    filters: { time: lastDay, ...filters },
    metricsToRetrieveByTime: [
      'closed_conversations',
      'closed_by_agent',
      'closed_by_consumer',
      'auto_closed',
      'concluded_conversations',
      'csat',
    ],
    metricsToRetrieveCurrentValue: ['open_conversations', 'unassigned_conversations', 'assigned_conversations'],
  });
  return response.json().all;
}

describe('conversations and Key Messaging Metrics', () => {
  it('have the same open and unassigned conversations, of the account, each skill and each agent', async () => {
    const all = await kmmValues();
    const open = { status: ['OPEN'] };
    expect(await countOf(open)).toBe(all.openConversations);
    const inQueue = { ...open, latestConversationQueueState: 'IN_QUEUE' };
    expect(await countOf(inQueue)).toBe(all.unassignedConversations);
    for (const { id } of simulator.centre.account.skills) {
      const { openConversations = 0, unassignedConversations = 0 } = await kmmValues({ skillIds: [id] });
      expect([id, await countOf({ ...open, latestSkillIds: [id] })]).toEqual([id, openConversations]);
      expect([id, await countOf({ ...inQueue, latestSkillIds: [id] })]).toEqual([id, unassignedConversations]);
    }
    const agents = await kmm(
      'agent_view',
      { filters: { time: lastDay }, metricsToRetrieveCurrentValue: ['assigned_conversations'] },
      '?limit=1000'
    );
    for (const { agentId, assignedConversations } of agents.json().agentViewRecords) {
      const active = { ...open, latestConversationQueueState: 'ACTIVE', latestAgentIds: [agentId] };
      expect([agentId, await countOf(active)]).toEqual([agentId, assignedConversations]);
    }
  });

  it('have the same closed ones, with who closed them, their scores and transfers', async () => {
    const all = await kmmValues();
    const inWindow = (time: number) => time >= lastDay.from && time < lastDay.to;
    const started = await rowsOf({ contentToRetrieve: ['transfers'] });
    const transfers = started.flatMap((row) => row.transfers);
    const moved = transfers.filter(({ reason, timeL }) => reason === 'Skill' && inWindow(timeL));
    const closed = started.filter(({ info }) => inWindow(info.endTimeL));
    const by = (reason: string) => closed.filter(({ info }) => info.closeReason === reason).length;
    const scores = closed.flatMap(({ info }) => (info.csatRate === undefined ? [] : [Number(info.csatRate)]));
    expect(closed).toHaveLength(all.closedConversations!);
    expect([by('AGENT'), by('CONSUMER'), by('SYSTEM')]).toEqual([
      all.closedByAgent,
      all.closedByConsumer,
      all.autoClosed,
    ]);
    expect(moved).toHaveLength(all.concludedConversations! - all.closedConversations!);
    expect(scores.filter((score) => score >= 4).length / scores.length).toBeCloseTo(all.csat!, 9);
  });
});

describe('a conversation', () => {
  it('is found by every filter that its record fits', async () => {
    const rows = await rowsOf({ end: { from: NOON - HOUR, to: NOON }, contentToRetrieve: ['responseTime'] });
    const some = (field: string) => rows.find(({ info }) => info[field] !== undefined && info[field] !== 'null')!.info;
    const filters: Array<[field: string, filter: (value: string) => object]> = [
      ['latestSkillId', (value) => ({ latestSkillIds: [value] })],
      ['latestSkillId', (value) => ({ skillIds: [Number(value)] })],
      ['latestAgentId', (value) => ({ latestAgentIds: [value] })],
      ['latestAgentId', (value) => ({ agentIds: [value] })],
      ['latestAgentGroupId', (value) => ({ agentGroupIds: [value] })],
      ['mcs', (value) => ({ mcs: { from: Number(value), to: Number(value) } })],
      ['alertedMCS', (value) => ({ alertedMcsValues: [value] })],
      ['csatRate', (value) => ({ csat: { from: Number(value), to: Number(value) } })],
      ['duration', (value) => ({ duration: { from: Number(value) / 1000, to: Number(value) / 1000 } })],
      ['source', (value) => ({ source: [value] })],
      ['device', (value) => ({ device: [value] })],
    ];
    for (const [field, filter] of filters) {
      const { [field]: value, conversationId } = some(field);
      const found = await rowsOf({ ...filter(String(value)), contentToRetrieve: ['responseTime'] });
      expect([field, found.map(({ info }) => info.conversationId)]).toEqual([
        field,
        expect.arrayContaining([conversationId]),
      ]);
      expect(found.length).toBeLessThan((await countOf({})) as number);
    }
  });

  it('that is open has no end, and one without an agent the text null', async () => {
    const [row] = await rowsOf({ status: ['OPEN'] });
    expect(row!.info).toMatchObject({ endTime: 'undefined', endTimeL: -1, status: 'OPEN' });
    expect(row!.info.duration).toBe(simulator.centre.now - Number(row!.info.startTimeL));
    const waiting = await rowsOf({ status: ['OPEN'], latestConversationQueueState: 'IN_QUEUE' });
    const fresh = waiting.filter(({ info, transfers }) => transfers.length === 0 && info.latestAgentId === 'null');
    expect(fresh.length).toBeGreaterThan(0);
  });

  it('has no further messages after it closed, and a marker in every text', async () => {
    const rows = await rowsOf({ end: { from: NOON - HOUR, to: NOON } });
    for (const { info, messageRecords } of rows) {
      expect(messageRecords[0]).toMatchObject({ sentBy: 'Consumer', timeL: info.startTimeL });
      expect(messageRecords.map(({ seq }) => seq)).toEqual(messageRecords.map((_, place) => place));
      expect(Math.max(...messageRecords.map(({ timeL }) => timeL))).toBeLessThanOrEqual(info.endTimeL);
      messageRecords.forEach(({ messageData }) => expect(messageData.msg.text).toContain('simulated-message-text'));
    }
  });

  it('keeps its messages as it goes on', async () => {
    const other = startTestSimulator();
    const messages = async () => {
      const response = await other.search({ start, contentToRetrieve: ['messageRecords'] }, { limit: '50' });
      const rows = response.json().conversationHistoryRecords as Row[];
      return new Map(rows.map((row) => [row.info.conversationId, row.messageRecords]));
    };
    for (let step = 0; step < 60; step++) {
      const before = await messages();
      other.simulator.clock.advance(337);
      const after = await messages();
      before.forEach((known, id) => expect(after.get(id)?.slice(0, known.length) ?? known).toEqual(known));
    }
  });
});

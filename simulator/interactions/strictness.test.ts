import { DAY, MINUTE } from '../contactCentre/time';
import { NOON, startTestSimulator } from '../testing';

const { search, send } = startTestSimulator();
const start = { from: NOON - DAY, to: NOON };

describe('a search is rejected', () => {
  it.each([
    [{}, { source: undefined }, /source/],
    [{}, { source: 'a name of over 20 characters' }, /source/],
    [{}, { v: '3' }, /v must/],
    [{}, { limit: '101' }, /limit/],
    [{}, { limit: '0' }, /limit/],
    [{}, { offset: '-1' }, /offset/],
    [{}, { offset: '9950', limit: '100' }, /10000/],
    [{}, { sort: 'start' }, /sort/],
    [{}, { sort: 'duration:asc' }, /sort/],
    [{}, { page: '2' }, /page/],
    [{ start: undefined }, {}, /start is required/],
    [{ start: { from: NOON - DAY } }, {}, /start\.to/],
    [{ start: { from: String(NOON), to: NOON } }, {}, /numbers/],
    [{ start: { from: NOON, to: NOON - DAY } }, {}, /from must not be above/],
    [{ start: { from: NOON - 93 * DAY, to: NOON } }, {}, /3 months/],
    [{ end: { from: NOON - 93 * DAY, to: NOON } }, {}, /3 months/],
    [{ status: ['CLOSED'] }, {}, /CLOSED/],
    [{ status: 'OPEN' }, {}, /array/],
    [{ skillIds: ['Sales'] }, {}, /Sales/],
    [{ alertedMcsValues: ['2'] }, {}, /alertedMcsValues/],
    [{ latestConversationQueueState: ['IN_QUEUE'] }, {}, /latestConversationQueueState/],
    [{ latestUpdateTime: { from: NOON - DAY, to: NOON } }, {}, /latestUpdateTime/],
    [{ contentToRetrieve: ['messages'] }, {}, /messages/],
    [{ keyword: 'refund' }, {}, /keyword/],
  ])('%j %j', async (body, query, reason) => {
    const response = await search({ start, ...body }, query);
    expect([response.status, response.json().message]).toEqual([400, expect.stringMatching(reason)]);
  });

  it('without a JSON body, and without the scope', async () => {
    expect((await search('')).status).toBe(400);
    expect((await search('{')).status).toBe(400);
    const other = startTestSimulator({ scope: 'messaging.key.metrics.read.external users.external' });
    const body = { filters: { time: { from: NOON, to: NOON } }, metricsToRetrieveCurrentValue: ['open_conversations'] };
    expect([(await other.search({ start })).status, (await other.metrics(body)).status]).toEqual([403, 200]);
  });
});

describe('a search', () => {
  const records = async (body: object, query = {}) =>
    (await search({ start, ...body }, query)).json().conversationHistoryRecords as Array<{
      info: Record<string, unknown>;
    }>;

  it('is at msgHist, is counted, and can have faults', async () => {
    const found = await send('GET', '/api/account/12345678/service/msgHist/baseURI.json?version=1.0');
    expect(found.json().service).toBe('msgHist');
    await send('DELETE', '/simulator/calls');
    await send('POST', '/simulator/faults', [
      { service: 'interactions', values: { isPartial: ['true'], latestSkillId: ['-1'] }, times: 1 },
      { service: 'interactions', rename: { csatRate: 'csat' }, rows: ['null'], times: 1 },
      { service: 'interactions', status: 403, times: 1 },
    ]);
    expect(await records({}, { limit: '1' })).toMatchObject([{ info: { isPartial: true, latestSkillId: -1 } }]);
    const [added, row] = await records({ csat: { from: 1, to: 5 } }, { limit: '1' });
    expect([added, row!.info]).toEqual([null, expect.objectContaining({ csat: expect.any(Number) })]);
    expect((await search({ start })).status).toBe(403);
    expect((await send('GET', '/simulator/calls')).json()).toMatchObject({ interactions: 3, total: 3 });
  });

  it('has the requested parts only, always info, and by default the messages', async () => {
    const keys = async (body: object) => Object.keys((await records(body, { limit: '1' }))[0]!);
    expect(await keys({ contentToRetrieve: ['responseTime'] })).toEqual(['info', 'responseTime']);
    expect(await keys({})).toEqual(expect.arrayContaining(['info', 'messageRecords', 'agentParticipants', 'dialogs']));
    expect(await keys({ contentToRetrieve: ['summary'] })).toEqual(['info']);
    const parts = ['transfers', 'interactions', 'responseTime', 'campaign', 'monitoring', 'consumerParticipants'];
    for (const part of parts) {
      expect(await keys({ contentToRetrieve: [part] })).toEqual(['info', part]);
    }
  });

  it('extends its times to full ten minutes, both ends included', async () => {
    const startTimes = async (from: number, to: number) => {
      const rows = await records({ start: { from, to } }, { limit: '100' });
      return rows.map(({ info }) => info.startTimeL as number);
    };
    const wide = await startTimes(NOON - 60 * MINUTE - 20_000, NOON - 30 * MINUTE - 20_000);
    expect(wide.length).toBeGreaterThan(3);
    expect(await startTimes(NOON - 52 * MINUTE, NOON - 38 * MINUTE)).toEqual(wide);
    const exact = await startTimes(NOON - 50 * MINUTE - 20_000, NOON - 40 * MINUTE - 20_000);
    expect(exact.length).toBeLessThan(wide.length);
  });

  it('is paged and sorted, with the number of all that it finds', async () => {
    const response = async (query: object) => (await search({ start, status: ['CLOSE'] }, { ...query })).json();
    for (const [sort, field, sign] of [
      ['start:asc', 'startTimeL', 1],
      ['start:desc', 'startTimeL', -1],
      ['end:asc', 'endTimeL', 1],
      ['end:desc', 'endTimeL', -1],
    ] as Array<[string, string, number]>) {
      const pages = [await response({ sort, limit: '20' }), await response({ sort, limit: '20', offset: '20' })];
      const times = pages.flatMap((page) =>
        page.conversationHistoryRecords.map(({ info }: { info: Record<string, number> }) => info[field]!)
      );
      expect(times).toEqual([...times].sort((a, b) => sign * (a - b)));
      expect([times.length, new Set(pages.map(({ _metadata }) => _metadata.count)).size]).toEqual([40, 1]);
      expect(pages[0]._metadata).toMatchObject({ next: { rel: 'next' }, shardsStatusResult: { partialResult: false } });
    }
    const { count } = (await response({ limit: '1' }))._metadata;
    const last = await response({ limit: '10', offset: String(count - 3) });
    expect([last.conversationHistoryRecords.length, last._metadata.next]).toEqual([3, undefined]);
  });

  it('knows of events with the given delay', async () => {
    const [live, late] = [startTestSimulator(), startTestSimulator({ interactionsDelay: 60 })];
    const open = async ({ search: searchIn }: typeof live, body = {}) =>
      (await searchIn({ start, status: ['OPEN'], ...body }, { limit: '100' })).json().conversationHistoryRecords;
    live.simulator.clock.advance(MINUTE);
    late.simulator.clock.advance(2 * MINUTE);
    const ids = (rows: Array<{ info: { conversationId: string } }>) => rows.map(({ info }) => info.conversationId);
    expect(ids(await open(late))).toEqual(ids(await open(live)));
    expect((await open(late))[0].messageRecords).toEqual((await open(live))[0].messageRecords);
  });
});

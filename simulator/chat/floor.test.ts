import { createAccount } from '../contactCentre/accountFactory';
import { DAY, HOUR, MINUTE, SECOND } from '../contactCentre/time';
import { computeChat } from '../oracle/chat';
import { NOON, startTestSimulator } from '../testing';
import { isWaiting } from './events';
import { ChatFloor } from './floor';
import { startChat } from './testing';

const account = createAccount('1', 'UTC', { agents: 60, skills: 12, groups: 6 }, 1);
const values = (floor: ChatFloor, minutes: number) =>
  computeChat(account, floor, { from: floor.now - minutes * MINUTE, to: floor.now }).account;

/** What a usual day has at least and at most. */
const usual: Record<string, [low: number, high: number]> = {
  chat_abandon_rate: [0.03, 0.07],
  chat_time_to_answer: [15 * SECOND, 30 * SECOND],
  chat_service_level: [0.8, 0.9],
  chat_occupancy: [0.6, 0.8],
  chat_handling_time: [8 * MINUTE, 12 * MINUTE],
};

describe('a chat floor', () => {
  it('is the same for the same seed on the same day, and another one for another seed', () => {
    const early = new ChatFloor(account, 1, NOON - HOUR);
    early.advance(NOON);
    const recent = ({ chats }: ChatFloor) => chats.filter(({ startedAt }) => startedAt > NOON - 20 * HOUR);
    expect(recent(new ChatFloor(account, 1, NOON))).toEqual(recent(early));
    expect(recent(new ChatFloor(account, 2, NOON))).not.toEqual(recent(early));
  });

  it.each([1, 2, 3])('has the numbers of a usual day, with the seed %d', (seed) => {
    const floor = new ChatFloor(account, seed, NOON);
    const day = values(floor, 1440);
    for (const [id, [low, high]] of Object.entries(usual)) {
      expect([id, day[id]! >= low && day[id]! <= high, day[id]]).toEqual([id, true, day[id]]);
    }
    for (const status of ['ONLINE', 'AWAY', 'BACK_SOON']) {
      expect(floor.agents.some(({ records }) => records.some((record) => record.status === status))).toBe(true);
    }
    expect(day.chat_connected).toBeGreaterThan(day.chat_entered_queue! - day.chat_abandoned!);
  });

  it('loses no visitor: each is connected, leaves or waits', () => {
    const { chats } = new ChatFloor(account, 1, NOON);
    const queued = chats.filter((chat) => chat.queued);
    const connected = queued.filter(({ connectedAt }) => connectedAt !== undefined);
    const abandoned = queued.filter(({ connectedAt, endedAt }) => connectedAt === undefined && endedAt !== undefined);
    expect(queued).toHaveLength(connected.length + abandoned.length + queued.filter(isWaiting).length);
    expect(chats.filter((chat) => !chat.queued).every(({ startedAt, connectedAt }) => startedAt === connectedAt)).toBe(
      true
    );
    expect(chats.every(({ startedAt, endedAt = Infinity }) => startedAt % SECOND === 0 && endedAt > startedAt)).toBe(
      true
    );
  });

  it('never gives agents more chats than they have slots, nor chats of skills that they lack', () => {
    const { chats, agents } = new ChatFloor(account, 3, NOON);
    for (const { agent } of agents) {
      const own = chats.filter((chat) => chat.agent === agent.index);
      for (const { offeredAt, skill } of own) {
        const others = own.filter((chat) => chat.offeredAt! <= offeredAt! && (chat.endedAt ?? Infinity) > offeredAt!);
        expect(others.length).toBeLessThanOrEqual(agent.maxChats);
        expect(agent.skills).toContain(skill);
      }
    }
  });

  it('keeps a day and what is needed for its first bucket, however long it runs', () => {
    const floor = new ChatFloor(account, 1, NOON);
    const before = floor.chats.length;
    floor.advance(NOON + 3 * DAY);
    expect(floor.chats.length).toBeLessThan(1.2 * before);
    expect(Math.max(...floor.agents.map(({ records }) => records.length))).toBeLessThan(60);
    expect(values(floor, 1440).chat_time_logged_in).toBeGreaterThan(0);
  });

  it('does not change the messaging conversations', () => {
    const history = (chat: boolean) => {
      const { journal } = startTestSimulator({ chat }).simulator.centre;
      return Array.from({ length: journal.conversations }, (_, number) => journal.entries(number));
    };
    expect(history(true)).toEqual(history(false));
  });
});

describe('a rush', () => {
  it('raises the abandon rate above 20 % within minutes, until it is over', async () => {
    const { simulator, send, fetch } = startChat({ agents: 60, skills: 12 });
    const rate = async (minutes: number) => {
      await send('POST', '/simulator/clock', { advanceMs: minutes * MINUTE });
      const { metricsTotals } = await fetch('queuehealth', 'v=1&timeframe=10');
      return metricsTotals.abandonedEng / metricsTotals.enteredQEng;
    };
    expect(await rate(0)).toBeLessThan(0.1);
    const started = await send('POST', '/simulator/chat', { load: 8 });
    expect([started.status, started.json()]).toEqual([200, expect.objectContaining({ load: 8 })]);
    expect(await rate(12)).toBeGreaterThan(0.2);
    expect(simulator.currentChat().chats.filter(isWaiting).length).toBeGreaterThan(20);
    expect((await send('POST', '/simulator/chat', { load: 1 })).json()).toMatchObject({ load: 1 });
    expect(await rate(45)).toBeLessThan(0.1);
  });

  it.each([0, 101, 1.5, '8', null])('cannot have the load %j', async (load) => {
    const { send } = startChat({ agents: 2, skills: 1 });
    expect((await send('POST', '/simulator/chat', { load })).status).toBe(400);
  });
});

describe('the oracle', () => {
  it('is in the books, with the threshold of the query', async () => {
    const { send, oracle, simulator } = startChat({ agents: 20, skills: 5 });
    const window = { from: NOON - 4 * HOUR, to: NOON - HOUR };
    const books = async (query = '') =>
      (await send('GET', `/simulator/books?from=${window.from}&to=${window.to}${query}`)).json();
    const expected = oracle(window);
    const { account, skills, groups, agents } = await books();
    expect(account).toMatchObject(expected.account);
    expect(skills).toMatchObject(expected.skills);
    expect(groups).toMatchObject(expected.groups);
    const human = simulator.centre.account.agents[0]!.id;
    expect(agents[human]).toMatchObject(expected.agents[human]!);
    const strict = (await books('&chatServiceLevelSeconds=10')).account;
    expect(strict.chat_service_level).toBeLessThan(account.chat_service_level);
    expect((await send('GET', '/simulator/books?chatServiceLevelSeconds=soon')).status).toBe(400);
  });

  it('has no chats in an account without, where nothing else is missing', async () => {
    const { send } = startChat({ agents: 2, skills: 1, chat: false });
    const { account } = (await send('GET', '/simulator/books')).json();
    expect(Object.keys(account).filter((id) => id.startsWith('chat_'))).toEqual([]);
    expect(account).toHaveProperty('open_conversations');
    expect((await send('POST', '/simulator/chat', { load: 8 })).status).toBe(404);
  });
});

import { computeOracle, type OracleValues } from '../oracle/oracle';
import { ContactCentre, RETENTION } from './contactCentre';
import { createAccount } from './accountFactory';
import { DAY, HOUR, MINUTE } from './time';

const NOON = Date.parse('2025-06-11T12:00:00Z');
const size = { agents: 60, skills: 12, groups: 6 };

function createCentre(seed = 1, now = NOON, sizes = size, days = 2): ContactCentre {
  return new ContactCentre(createAccount('1', 'UTC', sizes, seed), seed, now, days * DAY);
}

function oracleOf(centre: ContactCentre, from = centre.now - DAY, to = centre.now): OracleValues {
  return computeOracle(centre, { from, to });
}

const small = { agents: 20, skills: 5, groups: 3 };

describe('a contact centre', () => {
  it('depends on the seed only', () => {
    const first = oracleOf(createCentre(7, NOON, small));
    expect(oracleOf(createCentre(7, NOON, small))).toEqual(first);
    expect(oracleOf(createCentre(8, NOON, small))).not.toEqual(first);
  });

  it('has the same history at any start time of a day, and in any steps', () => {
    const atOnce = createCentre(3, NOON, small);
    const inSteps = createCentre(3, NOON - 5 * HOUR, small);
    while (inSteps.now < NOON) {
      inSteps.advance(Math.min(NOON, inSteps.now + 7 * MINUTE));
    }
    expect(oracleOf(inSteps)).toEqual(oracleOf(atOnce));
  });

  it('has 14 days of history, with fewer conversations at night and at weekends', () => {
    const centre = createCentre(1, NOON, size, 14);
    const closed = (from: number, to: number) => oracleOf(centre, from, to).account.closed_conversations!;
    const start = NOON - RETENTION;
    expect(closed(start, start + HOUR)).toBeGreaterThan(20);
    expect(closed(NOON - 10 * HOUR, NOON - 9 * HOUR)).toBeGreaterThan(5);
    expect(closed(NOON - 10 * HOUR, NOON - 9 * HOUR)).toBeLessThan(closed(NOON - HOUR, NOON) / 2);
    expect(closed(NOON - 4 * DAY, NOON - 3 * DAY)).toBeLessThan(closed(NOON - 2 * DAY, NOON - DAY));
  });

  it('has realistic values on a working day', () => {
    const centre = createCentre();
    const levels = Array.from({ length: 16 }, () => {
      centre.advance(centre.now + 15 * MINUTE);
      return oracleOf(centre, centre.now - HOUR).account;
    });
    const average = (kpi: string) => levels.reduce((sum, page) => sum + page[kpi]!, 0) / levels.length;
    expect(average('open_conversations')).toBeGreaterThan(120);
    expect(average('open_conversations')).toBeLessThan(220);
    expect(average('unassigned_conversations')).toBeGreaterThan(5);
    expect(average('unassigned_conversations')).toBeLessThan(30);
    expect(average('human_agent_load')).toBeGreaterThan(0.5);
    expect(average('human_agent_load')).toBeLessThan(0.8);
    expect(average('avg_wait_time_first_response')).toBeGreaterThan(MINUTE);
    expect(average('avg_wait_time_first_response')).toBeLessThan(4 * MINUTE);
    expect(average('csat')).toBeGreaterThan(0.75);
    expect(average('csat')).toBeLessThan(0.9);
  });

  it('has at least a quarter of the agents logged in at any hour', () => {
    const centre = createCentre();
    for (let hour = 0; hour < 24; hour++) {
      centre.advance(centre.now + HOUR);
      const { online_agents: online, away_agents: away, back_soon_agents: soon } = oracleOf(centre).account;
      expect(online! + away! + soon!).toBeGreaterThanOrEqual(15 + 2);
    }
  });
});

describe('a scenario', () => {
  const queueLengths = (centre: ContactCentre) => {
    const { skills } = oracleOf(centre, centre.now);
    return centre.account.skills.map(({ id }) => skills[id]!.unassigned_conversations!);
  };

  it.each([[[2]], [[0, 5]], [[11]]])('a rush fills the queues of its skills (%j) only, and ends', (places) => {
    const centre = createCentre();
    const start = centre.now;
    centre.setScenario(
      'rush',
      places.map((place) => centre.account.skills[place]!)
    );
    for (const minutes of [2, 5, 9]) {
      centre.advance(start + minutes * MINUTE);
      queueLengths(centre).forEach((count, place) => {
        expect(count > 15).toBe(places.includes(place));
        expect(count > 8).toBe(places.includes(place));
      });
    }
    centre.setScenario('normal');
    centre.advance(start + 14 * MINUTE);
    expect(Math.max(...queueLengths(centre))).toBeLessThanOrEqual(8);
  });

  it('a rush has the given intensity', () => {
    const centre = createCentre();
    centre.setScenario('rush', [centre.account.skills[4]!], 60);
    centre.advance(centre.now + 3 * MINUTE);
    expect(queueLengths(centre)[4]).toBeGreaterThan(50);
  });

  it('has short queues on a usual day', () => {
    const centre = createCentre();
    for (let step = 0; step < 24 * 4; step++) {
      centre.advance(centre.now + 15 * MINUTE);
      const waiting = queueLengths(centre);
      expect(Math.max(...waiting)).toBeLessThanOrEqual(8);
      expect(waiting.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(40);
    }
  });

  it('an outage takes most agents offline and requeues their conversations, and ends', () => {
    const centre = createCentre();
    const before = oracleOf(centre).account;
    centre.setScenario('outage');
    const during = oracleOf(centre).account;
    expect(during.online_agents).toBeLessThan(before.online_agents! / 2);
    expect(during.open_conversations).toBe(before.open_conversations);
    expect(during.unassigned_conversations).toBeGreaterThan(before.unassigned_conversations! + 20);
    centre.setScenario('normal');
    expect(oracleOf(centre).account.online_agents).toBeGreaterThanOrEqual(before.online_agents!);
  });

  it('a night has few conversations', () => {
    const [usual, night] = [createCentre(), createCentre()];
    night.setScenario('night');
    usual.advance(NOON + 2 * HOUR);
    night.advance(NOON + 2 * HOUR);
    const openNow = (centre: ContactCentre) => oracleOf(centre).account.open_conversations!;
    expect(openNow(night)).toBeLessThan(openNow(usual) / 2);
    expect(openNow(night)).toBeGreaterThan(5);
  });
});

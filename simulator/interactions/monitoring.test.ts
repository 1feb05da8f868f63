import { DAY, HOUR } from '../contactCentre/time';
import { NOON, startTestSimulator } from '../testing';
import { startInteractions, visible, type Row, type Values } from './testing';

const { simulator, send, rowsOf, books } = startInteractions();
const { account } = simulator.centre;

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

  it('counts what started and what was active in a window', async () => {
    const now = simulator.centre.now;
    const [from, to] = [Math.floor(NOON / HOUR) * HOUR - 26 * HOUR, Math.floor(NOON / HOUR) * HOUR - 20 * HOUR];
    const { monitoring } = await books({ from: String(from), to: String(to) });
    const rows = await rowsOf({ start: { from: from - 30 * DAY, to: now } });
    const isInside = (at: number) => at >= from && at < to;
    const started = rows.filter(({ info }) => isInside(info.startTimeL));
    const active = rows.filter((row) => visible(row).some(({ timeL }) => isInside(timeL)));
    expect([monitoring.account.started, monitoring.account.active]).toEqual([started.length, active.length]);
    expect([started.length > 50, active.length > started.length]).toEqual([true, true]);
    const [skill] = account.skills;
    const own = active.filter(({ info }) => String(info.latestSkillId) === skill!.id);
    expect(monitoring.skills[skill!.id]!.active).toBe(own.length);
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
    const today = await rowsOf({
      start: { from: monitoring.dayStart, to: simulator.centre.now },
      contentToRetrieve: ['responseTime'],
    });
    const total = hours.reduce((sum, [, count]) => sum + count, 0);
    expect(today.filter(({ info }) => info.startTimeL >= monitoring.dayStart)).toHaveLength(total);
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
  const isAnswered = (row: Row) => visible(row).some(({ type }) => type === 'Human');
  const waiting = rows.filter(({ info }) => info.status === 'OPEN' && info.latestQueueState === 'IN_QUEUE');
  const waits = waiting.map(({ info, transfers }) => now - (transfers.at(-1)?.timeL ?? info.startTimeL));
  expect(values).toMatchObject({
    active_today: active.length,
    waiting_for_first_response: active.filter((row) => row.info.status === 'OPEN' && !isAnswered(row)).length,
    closed_today: rows.filter(({ info }) => info.endTimeL >= dayStart).length,
    longest_wait: waits.length > 0 ? Math.max(...waits) : null,
  });
}

import { DAY, HOUR, MINUTE } from './contactCentre/time';
import { NOON, startTestSimulator } from './testing';

const open = { start: { from: NOON - DAY, to: NOON + DAY }, status: ['OPEN'] };

interface Row {
  info: { conversationId: string };
}

describe('a backlog', () => {
  const { simulator, send, search } = startTestSimulator();
  const countOf = async (body = {}) =>
    (await search({ ...open, ...body, contentToRetrieve: ['responseTime'] }, { limit: '1' })).json()._metadata.count;
  const control = async (method: 'POST' | 'DELETE', body?: object) =>
    (await send(method, '/simulator/backlog', body)).json();

  it('opens thousands of conversations at once, in queues and with agents, on all pages of a search', async () => {
    const before = (await send('GET', '/simulator')).json();
    expect(before.open).toBe(await countOf());
    const after = await control('POST', { conversations: 3000, assignedShare: 0.4 });
    expect(after).toEqual({ open: before.open + 3000, inQueue: expect.any(Number) });
    expect(await countOf()).toBe(after.open);
    expect(await countOf({ latestConversationQueueState: 'IN_QUEUE' })).toBe(after.inQueue);
    expect(after.inQueue - before.inQueue).toBeGreaterThanOrEqual(1800);
    expect(after.open - after.inQueue).toBeGreaterThan(1000);
    const ids = new Set<string>();
    for (let offset = 0; offset < after.open; offset += 100) {
      const page = await search(
        { ...open, contentToRetrieve: ['responseTime'] },
        { limit: '100', offset: String(offset) }
      );
      page.json().conversationHistoryRecords.forEach(({ info }: Row) => ids.add(info.conversationId));
    }
    expect(ids.size).toBe(after.open);
  });

  it('stays in the queues, also after a surge', async () => {
    await send('POST', '/simulator/scenario', { name: 'rush' });
    await send('POST', '/simulator/scenario', { name: 'normal' });
    await send('POST', '/simulator/clock', { advanceMs: HOUR });
    expect((await send('GET', '/simulator')).json().inQueue).toBeGreaterThan(1000);
  });

  it('is closed at once', async () => {
    const { open: remaining } = await control('DELETE');
    expect(remaining).toBeLessThan(200);
    expect(await countOf()).toBe(remaining);
    expect(await control('DELETE')).toMatchObject({ open: remaining });
    await send('POST', '/simulator/clock', { advanceMs: 10 * MINUTE });
    expect((await send('GET', '/simulator')).json().open).toBeLessThan(200);
  });

  it('can be of some skills', async () => {
    const [skill] = simulator.centre.account.skills;
    const ofSkill = { latestSkillIds: [skill!.id] };
    const before = await countOf(ofSkill);
    await control('POST', { conversations: 7, skillIds: [skill!.id] });
    expect(await countOf(ofSkill)).toBe(before + 7);
    await control('DELETE');
  });

  it.each([
    {},
    { conversations: 0 },
    { conversations: 10_001 },
    { conversations: 2.5 },
    { conversations: '7' },
    { conversations: 7, skillIds: ['1'] },
    { conversations: 7, assignedShare: 1.1 },
  ])('%j is rejected', async (body) => {
    expect((await send('POST', '/simulator/backlog', body)).status).toBe(400);
  });
});

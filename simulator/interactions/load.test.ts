import { HOUR } from '../contactCentre/time';
import { startTestSimulator } from '../testing';

describe('a load', () => {
  it('makes over 10,000 conversations in an hour, and ends', async () => {
    const { simulator, search, send } = startTestSimulator();
    const started = async (from: number) => {
      const { now } = simulator.currentCentre();
      const response = await search({ start: { from, to: now } }, { limit: '100' });
      return response.json()._metadata.count as number;
    };
    const from = simulator.centre.now;
    await send('POST', '/simulator/scenario', { name: 'normal', load: 120 });
    await send('POST', '/simulator/clock', { advanceMs: HOUR });
    expect(await started(from)).toBeGreaterThan(10_000);
    await send('POST', '/simulator/scenario', { name: 'normal' });
    await send('POST', '/simulator/clock', { advanceMs: HOUR });
    expect(await started(from + HOUR + HOUR / 6)).toBeLessThan(200);
  });

  it.each([0, 1001, 1.5, '2'])('of %j is rejected', async (load) => {
    const { send } = startTestSimulator();
    expect((await send('POST', '/simulator/scenario', { name: 'normal', load })).status).toBe(400);
  });
});

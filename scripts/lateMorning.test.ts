import { lateMorningZone } from './lateMorning';

it('is a zone in which it is eleven, whatever hour it is', () => {
  for (let hour = 0; hour < 24; hour++) {
    const now = new Date(Date.UTC(2025, 5, 11, hour, 30));
    const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: lateMorningZone(now) });
    expect(clock.format(now)).toBe('11');
  }
});

import { makeQuery } from '../testing/makeQuery';
import type { KmmQuery } from './model';
import { withTimeZone, ianaTimeZone } from './timeZone';

test.each([
  ['utc', 'UTC'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['browser', 'UTC'],
  ['', 'UTC'],
])('the time zone %j of a dashboard is %s, where the browser is in UTC', (timezone, zone) => {
  expect(ianaTimeZone(timezone)).toBe(zone);
});

test('a window of today and a trend without a time zone get that of the dashboard', () => {
  const today = { kind: 'today', from: '09:00' } as const;
  expect(withTimeZone(makeQuery({ window: today }), 'Asia/Tokyo')).toMatchObject({
    timeZone: 'Asia/Tokyo',
    window: today,
  });
  expect(withTimeZone(makeQuery({ shape: 'series' }), 'Asia/Tokyo').timeZone).toBe('Asia/Tokyo');
  const saved = makeQuery({ shape: 'series', timeZone: 'Europe/Paris' });
  expect(withTimeZone(saved, 'Asia/Tokyo')).toBe(saved);
  const own = makeQuery({ window: { ...today, timeZone: 'Europe/Paris' } });
  expect(withTimeZone(own, 'Asia/Tokyo')).toBe(own);
  const range = makeQuery();
  expect(withTimeZone(range, 'Asia/Tokyo')).toBe(range);
});

test('a query without a window stays unchanged', () => {
  const { window: _, ...bare } = makeQuery();
  expect(withTimeZone(bare as KmmQuery, 'Asia/Tokyo')).toEqual(bare);
});

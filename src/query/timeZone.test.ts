import { queryOf } from '../testing/queries';
import type { KmmQuery } from './model';
import { inZone, zoneOf } from './timeZone';

test.each([
  ['utc', 'UTC'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['browser', 'UTC'],
  ['', 'UTC'],
])('the time zone %j of a dashboard is %s, where the browser is in UTC', (timezone, zone) => {
  expect(zoneOf(timezone)).toBe(zone);
});

test('only today without a time zone of its own takes that of the dashboard', () => {
  const today = { kind: 'today', from: '09:00' } as const;
  expect(inZone(queryOf({ window: today }), 'Asia/Tokyo').window).toEqual({ ...today, timeZone: 'Asia/Tokyo' });
  const own = queryOf({ window: { ...today, timeZone: 'Europe/Paris' } });
  expect(inZone(own, 'Asia/Tokyo')).toBe(own);
  const range = queryOf();
  expect(inZone(range, 'Asia/Tokyo')).toBe(range);
});

test('a query written by hand without a window is left alone', () => {
  const { window: _, ...bare } = queryOf();
  expect(inZone(bare as KmmQuery, 'Asia/Tokyo')).toEqual(bare);
});

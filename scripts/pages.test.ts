import { pages } from './pages';

it('has the dashboards of an account as pages, and the wall without what is around it', () => {
  const all = pages();
  expect(all[0]).toEqual({ name: 'current', title: 'Current', path: '/d/liveperson-current' });
  expect(all).toContainEqual({ name: 'wall', title: 'NOC wall', path: '/d/liveperson-wall?kiosk' });
  expect(all.map(({ name }) => name)).not.toContain('health');
});

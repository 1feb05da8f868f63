import { CoreApp } from '@grafana/data';

import { incompatibleKpis } from './change';
import { defaultQuery } from './defaults';
import { migrate } from './migrate';

const apps = [undefined, ...Object.values(CoreApp)];
const newQuery = (app?: CoreApp) => ({ refId: 'A', ...defaultQuery(app) });

test.each(apps)('the default query in %s is valid and complete', (app) => {
  expect(migrate(newQuery(app))).toStrictEqual(newQuery(app));
  expect(incompatibleKpis(newQuery(app))).toEqual([]);
  expect([undefined, ...newQuery(app).kpis]).toContain(newQuery(app).orderBy?.kpi);
});

test.each([CoreApp.PanelEditor, CoreApp.PanelViewer, CoreApp.Dashboard])(
  'the default query in %s is a trend at an automatic interval, because a new panel is a Time series',
  (app) => {
    expect(newQuery(app)).toMatchObject({ shape: 'series', rows: 'account' });
    expect(newQuery(app).interval).toBeUndefined();
  }
);

test.each([CoreApp.UnifiedAlerting, CoreApp.CloudAlerting])(
  "the default query in %s has one KPI by skill, as the server's default",
  (app) => {
    const { orderBy, ...query } = defaultQuery(app);
    expect(query).toMatchObject({ shape: 'value', rows: 'skill', kpis: ['unassigned_conversations'] });
    expect(orderBy).toBeUndefined();
  }
);

test('the default query in Explore lists the queues, the longest first', () => {
  expect(newQuery(CoreApp.Explore)).toMatchObject({
    shape: 'value',
    orderBy: { kpi: 'unassigned_conversations', desc: true },
  });
});

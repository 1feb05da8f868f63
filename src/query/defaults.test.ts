import { CoreApp } from '@grafana/data';

import { incompatibleKpis } from './change';
import { defaultQuery } from './defaults';
import { migrate } from './migrate';

const apps = [undefined, ...Object.values(CoreApp)];
const newQuery = (app?: CoreApp) => ({ refId: 'A', ...defaultQuery(app) });

test.each(apps)('what a new query in %s asks can be asked, and is saved as it is', (app) => {
  expect(migrate(newQuery(app))).toStrictEqual(newQuery(app));
  expect(incompatibleKpis(newQuery(app))).toEqual([]);
  expect([undefined, ...newQuery(app).kpis]).toContain(newQuery(app).orderBy?.kpi);
});

test.each([CoreApp.PanelEditor, CoreApp.PanelViewer, CoreApp.Dashboard])(
  'a new query in %s is a trend, for a new panel is a Time series',
  (app) => {
    expect(newQuery(app)).toMatchObject({ shape: 'series', rows: 'account', interval: '15m' });
  }
);

test.each([CoreApp.UnifiedAlerting, CoreApp.CloudAlerting])(
  'a new query in %s asks one KPI by skill, as the server does where nobody asked anything',
  (app) => {
    const { orderBy, ...query } = defaultQuery(app);
    expect(query).toMatchObject({ shape: 'value', rows: 'skill', kpis: ['unassigned_conversations'] });
    expect(orderBy).toBeUndefined();
  }
);

test('a new query in Explore shows who waits where, the fullest queue first', () => {
  expect(newQuery(CoreApp.Explore)).toMatchObject({
    shape: 'value',
    orderBy: { kpi: 'unassigned_conversations', desc: true },
  });
});

import { CoreApp } from '@grafana/data';

import { misfits } from './change';
import { defaultQuestion } from './defaults';
import { migrate } from './migrate';

const apps = [undefined, ...Object.values(CoreApp)];
const newIn = (app?: CoreApp) => ({ refId: 'A', ...defaultQuestion(app) });

test.each(apps)('what a new query in %s asks can be asked, and is saved as it is', (app) => {
  expect(migrate(newIn(app))).toStrictEqual(newIn(app));
  expect(misfits(newIn(app))).toEqual([]);
  expect([undefined, ...newIn(app).kpis]).toContain(newIn(app).orderBy?.kpi);
});

test.each([CoreApp.PanelEditor, CoreApp.PanelViewer, CoreApp.Dashboard])(
  'a new query in %s is a trend, for a new panel is a Time series',
  (app) => {
    expect(newIn(app)).toMatchObject({ shape: 'series', rows: 'account', interval: '15m' });
  }
);

test.each([CoreApp.UnifiedAlerting, CoreApp.CloudAlerting])(
  'a new query in %s asks one KPI by skill, as the server does where nobody asked anything',
  (app) => {
    const { orderBy, ...question } = defaultQuestion(app);
    expect(question).toMatchObject({ shape: 'value', rows: 'skill', kpis: ['unassigned_conversations'] });
    expect(orderBy).toBeUndefined();
  }
);

test('a new query in Explore shows who waits where, the fullest queue first', () => {
  expect(newIn(CoreApp.Explore)).toMatchObject({
    shape: 'value',
    orderBy: { kpi: 'unassigned_conversations', desc: true },
  });
});

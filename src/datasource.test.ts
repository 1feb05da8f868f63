import {
  CoreApp,
  dataFrameToJSON,
  dateTime,
  type DataQueryRequest,
  type DataSourceInstanceSettings,
} from '@grafana/data';
import {
  config,
  setBackendSrv,
  setGrafanaLiveSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type GrafanaLiveSrv,
} from '@grafana/runtime';
import { firstValueFrom, of, throwError } from 'rxjs';

import emptyOrNot from '../pkg/query/testdata/asked.json';
import type { KmmOptions } from './config/model';
import { KmmDataSource } from './datasource';
import type { KmmQuery } from './query/model';
import { makeQuery } from './testing/makeQuery';
import { conversationsFrame, FakeLive } from './testing/liveTable';
import { fakeTemplateSrv, type VariableValues } from './testing/templateSrv';

function makeDataSource(values: VariableValues = {}): KmmDataSource {
  const settings = { uid: 'kmm', type: 'kmm-liveperson-datasource', jsonData: {}, meta: { id: 'kmm' } };
  return new KmmDataSource(settings as unknown as DataSourceInstanceSettings<KmmOptions>, fakeTemplateSrv(values));
}

test('a hidden or empty query is not sent', () => {
  expect(makeDataSource().filterQuery(makeQuery())).toBe(true);
  expect(makeDataSource().filterQuery(makeQuery({ hide: true }))).toBe(false);
  expect(makeDataSource().filterQuery(makeQuery({ kpis: [] }))).toBe(false);
  expect(makeDataSource().filterQuery(makeQuery({ kpis: [], annotation: { event: 'opened' } }))).toBe(true);
});

test('a new query is sent, because the server has a default for it', () => {
  expect(makeDataSource().filterQuery({ refId: 'A' } as KmmQuery)).toBe(true);
});

test.each(emptyOrNot)('a query for $asks is sent unless that is nothing: $query', ({ query, asks }) => {
  expect(makeDataSource().filterQuery(query as unknown as KmmQuery)).toBe(asks !== 'nothing');
});

test('a new query is sent without fields of its own', async () => {
  const [sent] = await queriesSent({ refId: 'A' } as KmmQuery, 'browser');
  for (const part of ['kpis', 'rows', 'filter', 'schemaVersion']) {
    expect(sent).not.toHaveProperty(part);
  }
});

test('variables are replaced in queries that are sent or opened in Explore', () => {
  const source = makeDataSource({ skill: ['101', '102'], group: '*' });
  const query = makeQuery({ filter: { skills: ['${skill}'], groups: ['$group'] } });
  const sent = makeQuery({ filter: { skills: ['101', '102'] } });
  expect(source.applyTemplateVariables(query, {})).toEqual(sent);
  expect(source.interpolateVariablesInQueries([query], {})).toEqual([sent]);
});

test('an annotation is sent with its variables replaced', () => {
  const query = makeQuery({ kpis: [], annotation: { event: 'closed' }, filter: { skills: ['$skill'] }, limit: '$max' });
  const { annotation, filter, limit, emptyVariables } = makeDataSource({
    skill: ['7', '8'],
    max: '20',
  }).applyTemplateVariables(query, {});
  expect({ annotation, filter, limit, emptyVariables }).toEqual({
    annotation: { event: 'closed' },
    filter: { skills: ['7', '8'] },
    limit: 20,
    emptyVariables: undefined,
  });
});

/** The queries that the server receives from a dashboard in a time zone. */
async function queriesSent(
  query: KmmQuery,
  timezone: string,
  panelPluginId?: string
): Promise<Array<Partial<KmmQuery>>> {
  const fetched: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    fetched.push(request);
    return of({ data: { results: {} } });
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  const range = { from: dateTime(0), to: dateTime(60_000), raw: { from: 'now-1m', to: 'now' } };
  const request = { targets: [query], timezone, panelPluginId, range, intervalMs: 1000, requestId: 'Q1' };
  await firstValueFrom(makeDataSource({ skill: '7' }).query(request as unknown as DataQueryRequest<KmmQuery>));
  return fetched.flatMap(({ data }) => data.queries);
}

test.each([
  ['bargauge', 'auto', 'fields'],
  ['stat', 'auto', 'fields'],
  ['table', 'auto', 'rows'],
  [undefined, 'auto', 'rows'],
  ['bargauge', 'rows', 'rows'],
  ['table', 'fields', 'fields'],
  ['bargauge', undefined, undefined],
] as const)('in the panel %s the layout %s is sent as %s, and saved unchanged', async (panel, layout, expected) => {
  const query = makeQuery(layout && { layout });
  const [sent] = await queriesSent(query, 'utc', panel);
  expect(sent?.layout).toBe(expected);
  expect(query.layout).toBe(layout);
});

test("a window of today is sent with the dashboard's time zone, and saved without it", async () => {
  const query = makeQuery({ window: { kind: 'today', from: '09:00' }, filter: { skills: ['$skill'] } });
  const [sent] = await queriesSent(query, 'Europe/Berlin');
  expect(sent).toMatchObject({ window: query.window, timeZone: 'Europe/Berlin', endsNow: true });
  expect(sent?.filter).toEqual({ skills: ['7'] });
  expect(query.window).toEqual({ kind: 'today', from: '09:00' });
});

test("panels with expressions and rules made from panels have the dashboard's time zone, too", () => {
  const source = makeDataSource({ __timezone: 'Asia/Tokyo' });
  const query = makeQuery({ shape: 'series' });
  expect(source.interpolateVariablesInQueries([query], {})).toEqual([{ ...query, timeZone: 'Asia/Tokyo' }]);
});

test('a query of a newer version is sent unchanged, so that the server can reject it', () => {
  const later = { ...makeQuery(), schemaVersion: 2, rows: 'agent' } as unknown as KmmQuery;
  expect(makeDataSource().applyTemplateVariables(later, {})).toEqual(later);
});

test('a new query is valid, and its default depends on the app', () => {
  const source = makeDataSource();
  const explore = source.getDefaultQuery(CoreApp.Explore);
  const rule = source.getDefaultQuery(CoreApp.UnifiedAlerting);
  expect(source.filterQuery({ refId: 'A', ...explore } as KmmQuery)).toBe(true);
  expect(explore.kpis).toContain(explore.orderBy?.kpi);
  expect(rule.kpis).toHaveLength(1);
  expect(source.getDefaultQuery(CoreApp.PanelEditor).shape).toBe('series');
});

test('every query has a summary, even one without fields', () => {
  expect(makeDataSource().getQueryDisplayText(makeQuery())).toBe('Open, Closed by skill, in the time range');
  expect(makeDataSource().getQueryDisplayText({ refId: 'A' } as KmmQuery)).toBe('No KPI selected');
});

test('returns the dashboard variables in the syntax of a query', () => {
  expect(makeDataSource({ skill: '1', group: '2' }).variableNames()).toEqual(['$skill', '$group']);
});

describe('tables of conversations', () => {
  const stream = { path: 'conversations/3dbb', query: '{}' };
  const range = { from: dateTime(0), to: dateTime(60_000), raw: { from: 'now-1m', to: 'now' } };

  beforeEach(() => {
    const frame = dataFrameToJSON(conversationsFrame(1000, 0, stream));
    const response = { data: { results: { A: { frames: [frame], status: 200 } } } };
    setBackendSrv({ fetch: () => of(response) } as unknown as BackendSrv);
    jest.replaceProperty(config, 'liveEnabled', true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete config.publicDashboardAccessToken;
    setGrafanaLiveSrv(undefined as unknown as GrafanaLiveSrv);
  });

  /** The number of channels that a panel follows after it has its response. */
  function channelsOf(app: CoreApp, requestId = 'Q1'): number {
    const live = new FakeLive();
    setGrafanaLiveSrv(live.service);
    const request = { targets: [makeQuery()], timezone: 'utc', app, range, requestId };
    const subscription = makeDataSource()
      .query(request as unknown as DataQueryRequest<KmmQuery>)
      .subscribe();
    const { subscribers } = live;
    subscription.unsubscribe();
    return subscribers;
  }

  test.each([
    [CoreApp.Dashboard, 1],
    [CoreApp.PanelEditor, 1],
    [CoreApp.Explore, 0],
    [CoreApp.UnifiedAlerting, 0],
  ])('in the app %s there are %i streams', (app, expected) => {
    expect(channelsOf(app)).toBe(expected);
  });

  test('a panel with several data sources has no stream: Grafana would wait for its end', () => {
    expect(channelsOf(CoreApp.Dashboard, 'mixed-0-Q1')).toBe(0);
  });

  test('a public dashboard, or one without Grafana Live, has no stream', () => {
    jest.replaceProperty(config, 'liveEnabled', false);
    expect(channelsOf(CoreApp.Dashboard)).toBe(0);
    jest.replaceProperty(config, 'liveEnabled', true);
    config.publicDashboardAccessToken = 'token';
    expect(channelsOf(CoreApp.Dashboard)).toBe(0);
  });
});

/** A data source whose health check responds so. */
function makeChecked(response: object, ok = true): KmmDataSource {
  const fetch = () => (ok ? of({ data: response }) : throwError(() => ({ data: response })));
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return makeDataSource();
}

test('Save & test shows in its details what is missing although the check succeeds', async () => {
  const details = { verboseMessage: 'Without it, there are no segments.' };
  const result = await makeChecked({ status: 'OK', message: 'Connected.', details }).testDatasource();
  expect(result).toEqual({ status: 'success', message: 'Connected.', details });
});

test('Save & test says why the check fails', async () => {
  const failed = { status: 'ERROR', message: 'Account ID is missing.', details: { steps: [] } };
  const rejection = { status: 'error', message: failed.message, error: { details: failed.details } };
  await expect(makeChecked(failed, false).testDatasource()).rejects.toMatchObject(rejection);
});

import {
  CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import {
  config,
  DataSourceWithBackend,
  getGrafanaLiveSrv,
  getTemplateSrv,
  HealthCheckError,
  HealthStatus,
  type TemplateSrv,
} from '@grafana/runtime';
import { switchMap, type Observable } from 'rxjs';

import { annotationSupport } from './annotations/support';
import type { KmmOptions } from './config/model';
import { withLiveUpdates } from './live/liveUpdates';
import { ServerClock } from './live/serverClock';
import { defaultQuery, isAlerting } from './query/defaults';
import { interpolate } from './query/interpolate';
import { withLayout } from './query/layout';
import { isEmpty, migrate } from './query/migrate';
import type { KmmQuery } from './query/model';
import { summarizeQuery } from './query/summary';
import { withTimeZone } from './query/timeZone';
import { KmmVariableSupport } from './variables/support';

/** Grafana's variable for the dashboard's time zone. */
const timeZoneVariable = '${__timezone}';

/** The start of the request ids of panels with several data sources, which show nothing before all responses are complete. */
const mixedRequest = 'mixed-';

/** Explore, alert rules and panels with several data sources show results once; public dashboards have no connection for updates. */
function canUpdate({ app, requestId }: DataQueryRequest<KmmQuery>): boolean {
  const showsOnce = app === CoreApp.Explore || isAlerting(app) || requestId?.startsWith(mixedRequest);
  return config.liveEnabled && !config.publicDashboardAccessToken && !showsOnce;
}

/** A data source for one LivePerson account. The plugin's backend runs the queries. */
export class KmmDataSource extends DataSourceWithBackend<KmmQuery, KmmOptions> {
  /** One for all panels, so that their cells change together. */
  private readonly clock = new ServerClock();

  /** Whether the data source keeps a history of current values. */
  readonly hasHistory: boolean;

  constructor(
    settings: DataSourceInstanceSettings<KmmOptions>,
    private readonly templates: TemplateSrv = getTemplateSrv()
  ) {
    super(settings);
    this.hasHistory = String(settings.jsonData.historyOfNow) === 'true'; // a provisioning file may have a text
    this.variables = new KmmVariableSupport(this);
    this.annotations = annotationSupport;
  }

  /**
   * Runs the queries, with what they need to know of dashboard and panel. The saved queries stay unchanged. Tables of
   * conversations are then updated by a stream where Grafana has one.
   */
  query(request: DataQueryRequest<KmmQuery>): Observable<DataQueryResponse> {
    const endsNow = request.range.raw.to === 'now';
    const targets = request.targets.map((query) => ({
      ...withLayout(withTimeZone(query, request.timezone), request.panelPluginId),
      ...(endsNow && { endsNow }),
    }));
    const responses = super.query({ ...request, targets });
    const live = canUpdate(request) ? getGrafanaLiveSrv() : undefined;
    const context = { live, uid: this.uid, clock: this.clock, timeZone: request.timezone };
    return responses.pipe(switchMap((response) => withLiveUpdates(response, context)));
  }

  /** Grafana calls only this, and not `query`, for a panel with expressions and for a rule made from a panel. */
  applyTemplateVariables(query: KmmQuery, scopedVars: ScopedVars): KmmQuery {
    const replaced = interpolate(query, scopedVars, (text, vars, format) => this.templates.replace(text, vars, format));
    const timezone = this.templates.replace(timeZoneVariable, scopedVars);
    return timezone === timeZoneVariable ? replaced : withTimeZone(replaced, timezone);
  }

  /** Hidden and empty queries are not sent. A new query is: the server has a default for it. */
  filterQuery(query: KmmQuery): boolean {
    return !query.hide && (query.annotation !== undefined || !isEmpty(query));
  }

  getDefaultQuery(app: CoreApp): Partial<KmmQuery> {
    return defaultQuery(app);
  }

  getQueryDisplayText(query: KmmQuery): string {
    return summarizeQuery(migrate(query));
  }

  /** Grafana shows the details of a failed check only. Those of a successful one say which KPIs have no values. */
  async testDatasource(): Promise<TestDataSourceResponse> {
    const { status, message, details } = await this.callHealthCheck();
    if (status !== HealthStatus.OK) {
      return Promise.reject({ status: 'error', message, error: new HealthCheckError(message, details) });
    }
    return { status: 'success', message, details };
  }

  /** The dashboard's variables whose values can be ids, in the syntax of a query: `$skill`. */
  variableNames(): string[] {
    const kinds = ['query', 'custom', 'constant', 'textbox'];
    const compatible = this.templates.getVariables().filter(({ type }) => kinds.includes(type));
    return compatible.map(({ name }) => `$${name}`);
  }
}

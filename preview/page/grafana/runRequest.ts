import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, from, map, merge, type Observable, of, share, takeUntil, timer } from 'rxjs';

type Ask = (request: DataQueryRequest) => Observable<DataQueryResponse> | Promise<DataQueryResponse>;

/** After so many ms without an answer a panel shows that it loads. */
const loadingAfter = 200;

function panelData(request: DataQueryRequest, answer: DataQueryResponse): PanelData {
  const failures = answer.errors ?? (answer.error ? [answer.error] : []);
  return {
    state: failures.length > 0 ? LoadingState.Error : (answer.state ?? LoadingState.Done),
    series: answer.data as DataFrame[],
    ...(failures.length > 0 && { errors: failures, error: failures[0] }),
    request,
    timeRange: request.range,
  };
}

/**
 * Asks a data source what a panel asks, and passes on loading, values and failures. Grafana's own of this name is part
 * of its core, which is not published.
 */
export function runRequest(source: DataSourceApi, request: DataQueryRequest, ask?: Ask): Observable<PanelData> {
  const targets = ask ? request.targets : request.targets.filter((query) => source.filterQuery?.(query) ?? true);
  if (targets.length === 0) {
    return of(panelData(request, { data: [] }));
  }
  const asked = { ...request, targets };
  const answers = from(ask ? ask(asked) : source.query(asked)).pipe(
    map((answer) => panelData(asked, ask ? answer : { ...answer, data: answer.data.map(toDataFrame) })),
    catchError((failure) => of(panelData(asked, { data: [], error: toDataQueryError(failure) }))),
    share()
  );
  const loading: PanelData = { state: LoadingState.Loading, series: [], request: asked, timeRange: request.range };
  return merge(timer(loadingAfter).pipe(map(() => loading), takeUntil(answers)), answers);
}

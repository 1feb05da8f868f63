import * as data from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, from, map, merge, type Observable, of, share, takeUntil, timer } from 'rxjs';

type QueryFn = (request: data.DataQueryRequest) => Observable<data.DataQueryResponse> | Promise<data.DataQueryResponse>;

/** The delay in ms after which a panel shows its loading state. */
const loadingDelayMs = 200;

/**
 * Runs a panel's queries, and emits loading state, data and errors. Grafana's own function of this name is part of its
 * core, which is not published.
 */
export function runRequest(source: data.DataSourceApi, panelRequest: data.DataQueryRequest, queryFn?: QueryFn) {
  const targets = queryFn
    ? panelRequest.targets
    : panelRequest.targets.filter((query) => source.filterQuery?.(query) ?? true);
  const request = { ...panelRequest, targets };
  const toPanelData = (state: data.LoadingState, response: data.DataQueryResponse): data.PanelData => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- where @grafana/runtime puts a failed request
    const { data: series, error, errors = error && [error] } = response;
    const failed = errors?.length ? { errors, state: data.LoadingState.Error } : { state };
    return { series, request, timeRange: request.range, ...failed };
  };
  if (targets.length === 0) {
    return of(toPanelData(data.LoadingState.Done, { data: [] }));
  }
  const responses = from(queryFn ? queryFn(request) : source.query(request)).pipe(
    map((response) => toPanelData(response.state ?? data.LoadingState.Done, response)),
    catchError((failure) =>
      of(toPanelData(data.LoadingState.Error, { data: [], errors: [toDataQueryError(failure)] }))
    ),
    share()
  );
  const loading = timer(loadingDelayMs).pipe(map(() => toPanelData(data.LoadingState.Loading, { data: [] })));
  return merge(loading.pipe(takeUntil(responses)), responses);
}

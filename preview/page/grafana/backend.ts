import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { catchError, lastValueFrom, mergeMap, type Observable } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';

async function readResponse<T>(response: Response, config: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { status, statusText, ok, headers, redirected, type, url } = response;
  const isJson = headers.get('Content-Type')?.includes('json');
  const data = (await (isJson ? response.json() : response.text())) as T;
  if (!ok) {
    // The error has the shape of Grafana's own service, by which callers recognise it.
    throw { status, statusText, data, config } as FetchError;
  }
  return { data, status, statusText, ok, headers, redirected, type, url, config };
}

/** Sends a request to the host, and cancels it when the observable has no subscriber. */
function sendRequest<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
  const { method = 'GET', url, params, data, headers } = request;
  const query = new URLSearchParams(params).toString();
  const init = { method, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(data) };
  return fromFetch(query ? `${url}?${query}` : url, init).pipe(
    catchError(() => {
      const message = 'The preview does not respond: run npm start again.';
      throw { status: 502, statusText: 'Bad Gateway', data: { message }, config: request } as FetchError;
    }),
    mergeMap((response) => readResponse<T>(response, request))
  );
}

async function fetchJson<T>(request: BackendSrvRequest): Promise<T> {
  return (await lastValueFrom(sendRequest<T>(request))).data;
}

/** The methods of Grafana's BackendSrv that the plugin and Grafana's packages use, with requests to the preview's host. */
const backendSrv: Partial<BackendSrv> = {
  fetch: sendRequest,
  get: (url, params) => fetchJson({ url, params }),
  put: (url, data) => fetchJson({ method: 'PUT', url, data }),
};

export const backend = backendSrv as BackendSrv;

import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { catchError, lastValueFrom, mergeMap, type Observable } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';

async function readResponse<T>(answer: Response, config: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { status, statusText, ok, headers, redirected, type, url } = answer;
  const isJson = headers.get('Content-Type')?.includes('json');
  const data = (await (isJson ? answer.json() : answer.text())) as T;
  if (!ok) {
    // Callers tell such failures from others by their shape, which is that of Grafana's own service.
    throw { status, statusText, data, config } as FetchError;
  }
  return { data, status, statusText, ok, headers, redirected, type, url, config };
}

/** One request to the host; it is given up when nobody waits for it any more. */
function sendRequest<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
  const { method = 'GET', url, params, data, headers } = request;
  const query = new URLSearchParams(params).toString();
  const init = { method, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(data) };
  return fromFetch(query ? `${url}?${query}` : url, init).pipe(
    catchError(() => {
      const message = 'The preview does not answer: run npm start again.';
      throw { status: 502, statusText: 'Bad Gateway', data: { message }, config: request } as FetchError;
    }),
    mergeMap((answer) => readResponse<T>(answer, request))
  );
}

async function fetchJson<T>(request: BackendSrvRequest): Promise<T> {
  return (await lastValueFrom(sendRequest<T>(request))).data;
}

/** What the plugin and Grafana's packages use of Grafana's service for requests, with the host of the preview behind it. */
const backendSrv: Partial<BackendSrv> = {
  fetch: sendRequest,
  get: (url, params) => fetchJson({ url, params }),
  put: (url, data) => fetchJson({ method: 'PUT', url, data }),
};

export const backend = backendSrv as BackendSrv;

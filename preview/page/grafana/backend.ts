import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { from, lastValueFrom, mergeMap, type Observable } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';

function addressOf({ url, params }: BackendSrvRequest): string {
  const query = new URLSearchParams(params).toString();
  const path = url.startsWith('/') ? url : `/${url}`;
  return query ? `${path}${path.includes('?') ? '&' : '?'}${query}` : path;
}

async function readBody(answer: Response): Promise<unknown> {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function read<T>(answer: Response, config: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { status, statusText, ok, headers, redirected, type, url } = answer;
  const data = (await readBody(answer)) as T;
  if (!ok) {
    // Callers tell such failures from others by their shape, which is that of Grafana's own service.
    throw { status, statusText, data, config } as FetchError;
  }
  return { data, status, statusText, ok, headers, redirected, type, url, config };
}

/** One request to the host; it is given up when nobody waits for it any more. */
export function fetchFromHost<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
  const { method = 'GET', data, headers } = request;
  const init: RequestInit = {
    method,
    headers: { ...headers, ...(data !== undefined && { 'Content-Type': 'application/json' }) },
    ...(data !== undefined && { body: JSON.stringify(data) }),
  };
  return fromFetch(addressOf(request), init).pipe(mergeMap((answer) => from(read<T>(answer, request))));
}

async function send<T>(method: string, url: string, data?: unknown, params?: BackendSrvRequest['params']): Promise<T> {
  return (await lastValueFrom(fetchFromHost<T>({ method, url, data, params }))).data;
}

/** Grafana's service for requests, with the host of the preview behind it. */
export const backend: BackendSrv = {
  fetch: fetchFromHost,
  chunked: () => {
    throw new Error('The preview does not stream answers.');
  },
  get: (url, params) => send('GET', url, undefined, params),
  delete: (url, data) => send('DELETE', url, data),
  post: (url, data) => send('POST', url, data),
  patch: (url, data) => send('PATCH', url, data),
  put: (url, data) => send('PUT', url, data),
  request: async <T>(options: BackendSrvRequest) => (await lastValueFrom(fetchFromHost<T>(options))).data,
  datasourceRequest: (options) => lastValueFrom(fetchFromHost(options)),
};

import { HttpError } from '../httpError';
import { sortable } from './metrics';

const MAX_LIMIT = 50;

/** The page and the order of a response. */
export interface Page {
  offset: number;
  limit: number;
  /** A field of the response, or `key`. */
  field: string;
  descending: boolean;
}

/** Reads offset, limit and sort from a request's URL. Throws an `HttpError` with status 400. */
export function readPage(query: Record<string, unknown>): Page {
  const offset = readWhole(query.offset, 'offset', 0);
  const limit = readWhole(query.limit, 'limit', MAX_LIMIT);
  if (limit < 1 || limit > MAX_LIMIT) {
    throw new HttpError(400, `limit must be between 1 and ${MAX_LIMIT}, not ${limit}.`);
  }
  const sort = query.sort ?? 'key:asc';
  const [, field, order] = /^(\w+):(asc|desc)$/.exec(String(sort)) ?? [];
  if (field === undefined || (field !== 'key' && !sortable.has(field))) {
    throw new HttpError(400, `sort must be a sortable field and asc or desc, such as key:asc, not "${String(sort)}".`);
  }
  return { offset, limit, field, descending: order === 'desc' };
}

/** Reads a non-negative integer parameter of a URL. Throws an `HttpError` with status 400. */
export function readWhole(value: unknown, name: string, fallback: number): number {
  if (value === undefined) {
    return fallback;
  }
  if (!/^\d{1,9}$/.test(String(value))) {
    throw new HttpError(400, `${name} must be a whole number that is not negative, not "${String(value)}".`);
  }
  return Number(value);
}

/** Links as sent by LivePerson: to an internal host, and therefore unusable for clients. */
export function links(accountId: string, page: Page, total: number, method = 'metrics') {
  const last = Math.max(0, Math.ceil(total / page.limit) - 1) * page.limit;
  const link = (rel: string, offset: number) => {
    const sort = `${page.field}:${page.descending ? 'desc' : 'asc'}`;
    const path = `/manager_workspace/api/account/${accountId}/${method}`;
    return { rel, href: `https://kmm.internal.example:8082${path}?offset=${offset}&limit=${page.limit}&sort=${sort}` };
  };
  return {
    ...(page.offset > 0 && { first: link('first', 0), prev: link('prev', Math.max(0, page.offset - page.limit)) }),
    self: link('self', page.offset),
    ...(page.offset + page.limit < total && { next: link('next', page.offset + page.limit) }),
    last: link('last', last),
  };
}

import { badRequest } from '../kmm/fields';
import { readWhole } from '../kmm/paging';

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 50;
const MAX_END = 10_000;
const MAX_SOURCE = 20;
const parameters = ['offset', 'limit', 'sort', 'v', 'source', 'rollover'];

/** The page and the order of a search. */
export interface SearchPage {
  offset: number;
  limit: number;
  sortBy: 'start' | 'end';
  descending: boolean;
  /** The URL's parameters, for links. */
  query: Record<string, unknown>;
}

/** Reads the parameters of a search's URL. Throws an `HttpError` with status 400. */
export function readSearchPage(query: Record<string, unknown>): SearchPage {
  const unknown = Object.keys(query).find((name) => !parameters.includes(name));
  if (unknown !== undefined) {
    throw badRequest(`Unknown parameter ${unknown}.`);
  }
  const { source, v = '1', sort = 'start:desc' } = query;
  if (typeof source !== 'string' || source === '' || source.length > MAX_SOURCE) {
    throw badRequest(`source is required: the name of the calling project, at most ${MAX_SOURCE} characters.`);
  }
  if (v !== '1' && v !== '2') {
    throw badRequest(`v must be 1 or 2, not ${String(v)}.`);
  }
  const [, sortBy, order] = /^(start|end):(asc|desc)$/.exec(String(sort)) ?? [];
  if (sortBy === undefined) {
    throw badRequest(`sort must be start or end and asc or desc, such as start:desc, not "${String(sort)}".`);
  }
  return { ...readPart(query), sortBy: sortBy as SearchPage['sortBy'], descending: order === 'desc', query };
}

function readPart(query: Record<string, unknown>) {
  const offset = readWhole(query.offset, 'offset', 0);
  const limit = readWhole(query.limit, 'limit', DEFAULT_LIMIT);
  if (limit < 1 || limit > MAX_LIMIT) {
    throw badRequest(`limit must be between 1 and ${MAX_LIMIT}, not ${limit}.`);
  }
  if (offset + limit > MAX_END) {
    throw badRequest(`offset + limit must not be more than ${MAX_END}, not ${offset + limit}.`);
  }
  return { offset, limit };
}

/** The metadata of a response. Its links have an internal host. */
export function searchMetadata(accountId: string, page: SearchPage, count: number) {
  const link = (rel: string, offset: number) => {
    const search = new URLSearchParams({ ...page.query, limit: String(page.limit), offset: String(offset) });
    const path = `/messaging_history/api/account/${accountId}/conversations/search`;
    return { rel, href: `http://msghist.internal.example${path}?${search}` };
  };
  const { offset, limit } = page;
  return {
    count,
    self: link('self', offset),
    ...(offset > 0 && { prev: link('prev', Math.max(0, offset - limit)) }),
    ...(offset + limit < count && { next: link('next', offset + limit) }),
    shardsStatusResult: { partialResult: false },
  };
}

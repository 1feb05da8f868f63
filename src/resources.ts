import { isFetchError, type DataSourceWithBackend } from '@grafana/runtime';

/** A skill or an agent of the account. */
export interface Entity {
  /** LivePerson's id, such as `101`; the skill `-1` stands for conversations without a skill. */
  id: string;
  name: string;
}

/** An agent group of the account. */
export interface AgentGroup extends Entity {
  /** The id of the parent group; absent at the top. The id `-1` is the main group. */
  parentId?: string;
}

/** The part of a data source that requests resources from the backend. */
export type Backend = Pick<DataSourceWithBackend, 'getResource'>;

/** How long a list is cached, in ms: names change rarely, but they do. */
const maxAgeMs = 60_000;

interface CachedList {
  list: Promise<unknown[]>;
  /** In ms since 1970. */
  requestedAt: number;
}

const cache = new WeakMap<Backend, Map<string, CachedList>>();

async function fetchList(backend: Backend, path: string): Promise<unknown[]> {
  const response: unknown = await backend.getResource<unknown>(path);
  if (!Array.isArray(response)) {
    throw new Error(`The response of the data source for "${path}" is not a list. Reload the page.`);
  }
  return response;
}

function cacheOf(backend: Backend): Map<string, CachedList> {
  const lists = cache.get(backend) ?? new Map<string, CachedList>();
  cache.set(backend, lists);
  return lists;
}

/** Failures are not cached. */
function getList<T>(backend: Backend, path: string): Promise<T[]> {
  const lists = cacheOf(backend);
  const cached = lists.get(path);
  if (cached && Date.now() - cached.requestedAt < maxAgeMs) {
    return cached.list as Promise<T[]>;
  }
  const list = fetchList(backend, path);
  lists.set(path, { list, requestedAt: Date.now() });
  list.catch(() => lists.delete(path));
  return list as Promise<T[]>;
}

/** All skills of the account. Rejects if the request fails. */
export function getSkills(backend: Backend): Promise<Entity[]> {
  return getList<Entity>(backend, 'skills');
}

/** All agent groups of the account. Rejects if the request fails. */
export function getGroups(backend: Backend): Promise<AgentGroup[]> {
  return getList<AgentGroup>(backend, 'groups');
}

/** All agents of the account, logged in or not. Rejects if the request fails. */
export function getAgents(backend: Backend): Promise<Entity[]> {
  return getList<Entity>(backend, 'agents');
}

/** A message as a sentence that another can follow: those of the backend have a period, Grafana's own often do not. */
export const sentence = (message: string): string => (/[.!?…]$/.test(message) ? message : `${message}.`);

/** The message of a failed request: the backend's own, if there is one. */
export function errorMessage(error: unknown): string {
  if (isFetchError<{ message?: unknown } | undefined>(error)) {
    const message = error.data?.message;
    return typeof message === 'string' && message !== ''
      ? message
      : `HTTP ${error.status} ${error.statusText ?? ''}`.trim();
  }
  return error instanceof Error ? error.message : 'unknown cause';
}

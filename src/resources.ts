import { isFetchError, type DataSourceWithBackend } from '@grafana/runtime';

/** A skill or an agent of the account. */
export interface Entity {
  /** LivePerson's id, such as `101`; the skill `-1` stands for work without a skill. */
  id: string;
  name: string;
}

/** An agent group of the account. */
export interface AgentGroup extends Entity {
  /** The group it is part of; absent at the top. The id `-1` is the main group. */
  parentId?: string;
}

/** What of a data source is needed to ask its backend. */
export type Backend = Pick<DataSourceWithBackend, 'getResource'>;

/** For so many ms a list is shared by all who ask for it: names change rarely, but they do. */
const maxAgeMs = 60_000;

interface CachedList {
  list: Promise<unknown[]>;
  /** When it was asked for, in ms since 1970. */
  requestedAt: number;
}

const cache = new WeakMap<Backend, Map<string, CachedList>>();

async function fetchList(backend: Backend, path: string): Promise<unknown[]> {
  const response: unknown = await backend.getResource<unknown>(path);
  if (!Array.isArray(response)) {
    throw new Error(`The data source answered "${path}" with something that is not a list. Reload the page.`);
  }
  return response;
}

function cacheOf(backend: Backend): Map<string, CachedList> {
  const lists = cache.get(backend) ?? new Map<string, CachedList>();
  cache.set(backend, lists);
  return lists;
}

/** A failure is not kept: the next who asks tries again. */
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

/** All skills of the account. Rejects when the backend cannot be reached or LivePerson refuses. */
export function getSkills(backend: Backend): Promise<Entity[]> {
  return getList<Entity>(backend, 'skills');
}

/** All agent groups of the account. Rejects when the backend cannot be reached or LivePerson refuses. */
export function getGroups(backend: Backend): Promise<AgentGroup[]> {
  return getList<AgentGroup>(backend, 'groups');
}

/** All agents of the account, whether logged in or not. Rejects as the others do. */
export function getAgents(backend: Backend): Promise<Entity[]> {
  return getList<Entity>(backend, 'agents');
}

/** Why a call to the backend failed, in the backend's own words where it gave any. */
export function errorMessage(error: unknown): string {
  if (isFetchError<{ message?: unknown } | undefined>(error)) {
    const message = error.data?.message;
    return typeof message === 'string' && message !== ''
      ? message
      : `HTTP ${error.status} ${error.statusText ?? ''}`.trim();
  }
  return error instanceof Error ? error.message : 'unknown cause';
}

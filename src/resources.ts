import { isFetchError, type DataSourceWithBackend } from '@grafana/runtime';

/** A skill of the account. */
export interface Skill {
  /** LivePerson's id, such as `101`; `-1` stands for work without a skill. */
  id: string;
  name: string;
}

/** An agent group of the account. */
export interface AgentGroup {
  /** LivePerson's id; `-1` is the main group. */
  id: string;
  name: string;
  /** The group it is part of; absent at the top. */
  parentId?: string;
}

/** What of a data source is needed to ask its backend. */
export type Backend = Pick<DataSourceWithBackend, 'getResource'>;

async function getList<T>(backend: Backend, path: string): Promise<T[]> {
  const answer: unknown = await backend.getResource<unknown>(path);
  if (!Array.isArray(answer)) {
    throw new Error(`The data source answered "${path}" with something that is not a list. Reload the page.`);
  }
  return answer;
}

/** All skills of the account. Rejects when the backend cannot be reached or LivePerson refuses. */
export function getSkills(backend: Backend): Promise<Skill[]> {
  return getList<Skill>(backend, 'skills');
}

/** All agent groups of the account. Rejects when the backend cannot be reached or LivePerson refuses. */
export function getGroups(backend: Backend): Promise<AgentGroup[]> {
  return getList<AgentGroup>(backend, 'groups');
}

/** Why a call to the backend failed, in the backend's own words where it gave any. */
export function reasonOf(error: unknown): string {
  if (isFetchError<{ message?: unknown } | undefined>(error)) {
    const message = error.data?.message;
    return typeof message === 'string' && message !== ''
      ? message
      : `HTTP ${error.status} ${error.statusText ?? ''}`.trim();
  }
  return error instanceof Error ? error.message : 'unknown cause';
}

import type { Status } from '../contactCentre/journal';
import { badRequest, parseBody, rejectUnknown, type Json } from '../kmm/fields';
import { readWhole } from '../kmm/paging';
import { readIdSet, readSince, readWordSet } from '../interactions/fields';

const MAX_LIMIT = 1000;
const DEFAULT_LIMIT = 50;

/** The page of a request; agents are in order of their status's start. */
export interface AgentsPage {
  offset: number;
  limit: number;
  descending: boolean;
}

/** The filters of a request. Absent ones select everyone; all given ones must match. */
export interface AgentsBody {
  status?: Set<string>;
  agentIds?: Set<string>;
  skillIds?: Set<string>;
  agentGroupIds?: Set<string>;
  /** Whether to select the agents who are logged in, or those who are not. */
  isPresent: boolean;
  connectionStates?: Set<string>;
  /** Agents who are not logged in are known if they left since then, epoch ms. */
  since?: number;
}

const fields = ['status', 'agentIds', 'skillIds', 'agentGroupIds', 'agentPresence', 'connectionStates', 'timestamp'];
const statuses: Status[] = ['ONLINE', 'AWAY', 'BACK_SOON', 'OFFLINE'];

/** Reads a body as strictly as section 5.2 of the API's description. Throws an `HttpError` with status 400. */
export function readAgentsBody(text: unknown): AgentsBody {
  const body = parseBody(text);
  rejectUnknown(body, fields, 'the body');
  return {
    status: readWordSet(body, 'status', statuses),
    agentIds: readIdSet(body, 'agentIds'),
    skillIds: readIdSet(body, 'skillIds'),
    agentGroupIds: readIdSet(body, 'agentGroupIds'),
    isPresent: readPresence(body),
    connectionStates: readWordSet(body, 'connectionStates', ['CONNECTED', 'DISCONNECTED']),
    since: readSince(body, 'timestamp'),
  };
}

/** Reads offset, limit and sort from a request's URL. Throws an `HttpError` with status 400. */
export function readAgentsPage(query: Record<string, unknown>): AgentsPage {
  const offset = readWhole(query.offset, 'offset', 0);
  const limit = readWhole(query.limit, 'limit', DEFAULT_LIMIT);
  if (limit < 1 || limit > MAX_LIMIT) {
    throw badRequest(`limit must be between 1 and ${MAX_LIMIT}, not ${limit}.`);
  }
  const sort = String(query.sort ?? 'start:asc');
  const [, order] = /^(?:start|end):(asc|desc)$/.exec(sort) ?? [];
  if (order === undefined) {
    throw badRequest(`sort must be start or end and asc or desc, such as start:asc, not "${sort}".`);
  }
  return { offset, limit, descending: order === 'desc' };
}

function readPresence({ agentPresence = true }: Json): boolean {
  if (typeof agentPresence !== 'boolean') {
    throw badRequest('agentPresence must be true or false.');
  }
  return agentPresence;
}

import { badRequest } from '../fields';
import { readWhole, type Page } from '../paging';
import { agentMetrics } from './metrics';

const MAX_END = 1000;
const DEFAULT_LIMIT = 50;

const metricFields = [
  'agentLoad',
  'closedConversations',
  'avgTimeToResponse',
  'avgTimeToFirstResponseFirstAssignment',
  'avgTimeToFirstResponseAllAssignments',
  'avgWaitTime',
  'avgWaitTimeFirstResponse',
  'assignedConversations',
  'activeConversations',
  'concludedConversations',
  'closedRate',
  'transferRate',
  'intentMatchedRate',
  'pendingAgentResponseRate',
  'csat',
  'fcr',
  'nps',
  'maxSlots',
  'totalTimeToFirstResponseAllAssignments',
  'totalWaitTimeFirstResponse',
  'agentCurrentStatusReasonStartTime',
  'fcrWithoutSkip',
];

/** The metrics that agents can be sorted by. */
export const sortMetrics = new Map(
  agentMetrics.filter(({ field }) => metricFields.includes(field)).map((metric) => [metric.field, metric])
);

/** Further sort fields. All agents have the same channel, so that sorting by it keeps the order of ids. */
const otherFields = ['agentId', 'agentName', 'agentStatus', 'agentChannelType'];

/** Reads offset, limit and sort from a request's URL. Throws an `HttpError` with status 400. */
export function readAgentPage(query: Record<string, unknown>): Page {
  const offset = readWhole(query.offset, 'offset', 0);
  const limit = readWhole(query.limit, 'limit', DEFAULT_LIMIT);
  if (limit < 1) {
    throw badRequest('limit must be 1 or more, not 0.');
  }
  if (offset + limit > MAX_END) {
    throw badRequest(`offset + limit must not be more than ${MAX_END}, not ${offset + limit}.`);
  }
  const sort = String(query.sort ?? 'agentId:asc');
  const [, field, order] = /^(\w+):(asc|desc)$/.exec(sort) ?? [];
  if (field === undefined || !(otherFields.includes(field) || sortMetrics.has(field))) {
    throw badRequest(`sort must be a sortable field and asc or desc, such as agentId:asc, not "${sort}".`);
  }
  return { offset, limit, field, descending: order === 'desc' };
}

import { bad } from '../fields';
import { whole, type Page } from '../paging';
import { agentMetrics } from './dictionary';

const MOST = 1000;
const USUAL = 50;

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

/** All agents are of one channel here, so that sorting by it leaves them in the order of their ids. */
const otherFields = ['agentId', 'agentName', 'agentStatus', 'agentChannelType'];

/** Reads offset, limit and sort from a request's address. Throws a `Refusal` with status 400. */
export function readAgentPage(query: Record<string, unknown>): Page {
  const offset = whole(query.offset, 'offset', 0);
  const limit = whole(query.limit, 'limit', USUAL);
  if (limit < 1) {
    throw bad('limit must be 1 or more, not 0.');
  }
  if (offset + limit > MOST) {
    throw bad(`offset + limit must not be more than ${MOST}, not ${offset + limit}.`);
  }
  const sort = String(query.sort ?? 'agentId:asc');
  const [, field, order] = /^(\w+):(asc|desc)$/.exec(sort) ?? [];
  if (field === undefined || !(otherFields.includes(field) || sortMetrics.has(field))) {
    throw bad(`sort must be a sortable field and asc or desc, such as agentId:asc, not "${sort}".`);
  }
  return { offset, limit, field, descending: order === 'desc' };
}

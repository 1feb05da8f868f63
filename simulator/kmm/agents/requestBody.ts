import type { Status } from '../../contactCentre/journal';
import { fourteenDays } from '../requestBody';
import {
  badRequest,
  readObject,
  rejectUnknown,
  parseBody,
  readIds,
  readMetrics,
  readTime,
  readUserTypes,
  readWords,
} from '../fields';
import type { Filters } from '../selection';
import { findAgentMetric, type AgentMetric } from './metrics';

/** A valid body of the agent view method. */
export interface AgentBody {
  /** Skills select agents who have them, not conversations. */
  filters: Filters;
  statuses: Status[];
  /** Rounded down to the minute, epoch ms. */
  from: number;
  /** Rounded up to the minute, epoch ms; not included. */
  to: number;
  metrics: AgentMetric[];
  withMetadata: boolean;
}

const bodyFields = ['filters', 'includeAgentMetadata', 'metricsToRetrieveByTime', 'metricsToRetrieveCurrentValue'];
const filterFields = ['time', 'agentIds', 'agentGroupIds', 'agentSkillIds', 'userTypes', 'effectiveAgentStatus'];
const statuses: Status[] = ['ONLINE', 'BACK_SOON', 'AWAY', 'OFFLINE'];
const loggedIn = statuses.slice(0, 3);

/** Reads a body as strictly as sections 3 and 3.2 of the API's description. Throws an `HttpError` with status 400. */
export function readAgentBody(text: unknown, now: number): AgentBody {
  const body = parseBody(text);
  rejectUnknown(body, bodyFields, 'the body');
  const filters = readObject(body.filters, 'filters');
  rejectUnknown(filters, filterFields, 'filters');
  const wanted = readWords(filters.effectiveAgentStatus, 'filters.effectiveAgentStatus', statuses);
  return {
    filters: {
      agentIds: readIds(filters, 'agentIds'),
      agentGroupIds: readIds(filters, 'agentGroupIds'),
      skillIds: readIds(filters, 'agentSkillIds'),
      userTypes: readUserTypes(filters.userTypes, ['SYSTEM', 'HUMAN', 'BOT']),
      includeSubGroups: false,
    },
    statuses: (wanted as Status[] | undefined) ?? loggedIn,
    ...readTime(filters.time, now, fourteenDays),
    metrics: [
      ...readMetrics(body.metricsToRetrieveByTime, 'metricsToRetrieveByTime', of('byTime')),
      ...readMetrics(body.metricsToRetrieveCurrentValue, 'metricsToRetrieveCurrentValue', of('currentValue')),
    ],
    withMetadata: readSwitch(body.includeAgentMetadata),
  };
}

function of(tense: AgentMetric['timeScope']): (name: string) => AgentMetric | undefined {
  return (name) => {
    const metric = findAgentMetric(name);
    return metric?.timeScope === tense ? metric : undefined;
  };
}

/** LivePerson documents a boolean and shows text. */
function readSwitch(value: unknown = true): boolean {
  if (typeof value !== 'boolean' && value !== 'true' && value !== 'false') {
    throw badRequest('includeAgentMetadata must be true or false.');
  }
  return String(value) === 'true';
}

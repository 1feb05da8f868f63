import { parseBody, badRequest, rejectUnknown, type Json } from '../kmm/fields';
import { contents, defaultContents } from './contents';
import { readIdSet, readRange, readSince, readTimes, readWordSet, type Range } from './fields';

/** The body of a search. Absent filters select everything; all given ones must match. Times are epoch ms. */
export interface SearchBody {
  start: Range;
  end?: Range;
  /** OPEN, CLOSE. */
  status?: Set<string>;
  skillIds?: Set<string>;
  latestSkillIds?: Set<string>;
  agentIds?: Set<string>;
  latestAgentIds?: Set<string>;
  agentGroupIds?: Set<string>;
  /** Of the duration, in seconds. */
  duration?: Range;
  mcs?: Range;
  alertedMcsValues?: Set<string>;
  csat?: Range;
  source?: Set<string>;
  device?: Set<string>;
  queueState?: string;
  /** Of the time at which a response is due. */
  responseTime?: Range;
  updatedSince?: number;
  contents: Set<string>;
}

const fields = [
  'start',
  'end',
  'fullDialogEndTime',
  'status',
  'skillIds',
  'latestSkillIds',
  'agentIds',
  'latestAgentIds',
  'agentGroupIds',
  'duration',
  'mcs',
  'alertedMcsValues',
  'csat',
  'source',
  'device',
  'latestConversationQueueState',
  'responseTime',
  'latestUpdateTime',
  'contentToRetrieve',
];
const queueStates = ['IN_QUEUE', 'ACTIVE'];

/** Reads a body as strictly as section 5.1 of the API's description. Throws an `HttpError` with status 400. */
export function readSearchBody(text: unknown, now: number): SearchBody {
  const body = parseBody(text);
  rejectUnknown(body, fields, 'the body');
  const start = readTimes(body, 'start', now);
  if (!start) {
    throw badRequest('start is required.');
  }
  return {
    start,
    end: bothOf(readTimes(body, 'end', now), readTimes(body, 'fullDialogEndTime', now)),
    status: readWordSet(body, 'status', ['OPEN', 'CLOSE']),
    skillIds: readIdSet(body, 'skillIds'),
    latestSkillIds: readIdSet(body, 'latestSkillIds'),
    agentIds: readIdSet(body, 'agentIds'),
    latestAgentIds: readIdSet(body, 'latestAgentIds'),
    agentGroupIds: readIdSet(body, 'agentGroupIds'),
    duration: readRange(body, 'duration'),
    mcs: readRange(body, 'mcs'),
    alertedMcsValues: readWordSet(body, 'alertedMcsValues', ['-1', '0', '1']),
    csat: readRange(body, 'csat'),
    source: readWordSet(body, 'source'),
    device: readWordSet(body, 'device', ['DESKTOP', 'TABLET', 'MOBILE', 'NA']),
    queueState: readQueueState(body),
    responseTime: readRange(body, 'responseTime'),
    updatedSince: readSince(body, 'latestUpdateTime'),
    contents: readWordSet(body, 'contentToRetrieve', contents) ?? new Set(defaultContents),
  };
}

/** A dialog with a survey ends with the conversation in this contact centre. */
function bothOf(end: Range | undefined, fullEnd: Range | undefined): Range | undefined {
  return end && fullEnd
    ? { from: Math.max(end.from, fullEnd.from), to: Math.min(end.to, fullEnd.to) }
    : (end ?? fullEnd);
}

function readQueueState({ latestConversationQueueState: state }: Json): string | undefined {
  if (state !== undefined && !queueStates.some((known) => known === state)) {
    throw badRequest(`latestConversationQueueState must be one of ${queueStates.join(', ')}, a text.`);
  }
  return state as string | undefined;
}

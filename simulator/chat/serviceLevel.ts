import { SECOND } from '../contactCentre/time';
import { badRequest } from '../kmm/fields';
import { readIds, readTimeframe, readWhole, type Parameters } from '../operations/parameters';
import { isSelected, selectIndexes } from '../operations/rows';
import { bucketedWindow } from '../operations/windows';
import { readChatVersion, type ChatRequest } from './method';

export const serviceLevelParameters = ['v', 'timeframe', 'skillIds', 'groupIds', 'histogram'];

/** The accuracy, in seconds. */
const STEP = 5;
const MAX_BOUND = 86_400;
const DEFAULT_BOUNDS = '0,15,30,45,60,90,120';

/** The method sla (API description, section 6.5): how long the chats that were connected had waited. */
export function serviceLevelResponse({ floor, parameters }: ChatRequest): object {
  readChatVersion(parameters);
  const { from, to } = bucketedWindow(floor.now, readTimeframe(parameters));
  const skills = selectIndexes(floor.account.skills, readIds(parameters, 'skillIds'));
  const groups = selectIndexes(floor.account.groups, readIds(parameters, 'groupIds'));
  const bounds = readBounds(parameters);
  const waits = floor.chats
    .filter(({ skill, agent, connectedAt = -Infinity }) => {
      const isCounted = connectedAt >= from && connectedAt < to && isSelected(skills, skill);
      return isCounted && isSelected(groups, floor.agents[agent!]!.agent.group);
    })
    .map(({ startedAt, connectedAt }) => (connectedAt! - startedAt) / SECOND);
  const share = (count: number) => (waits.length > 0 ? count / waits.length : 0);
  const ranges = bounds.map((bound, n) => {
    const next = bounds[n + 1] ?? Infinity;
    const below = waits.filter((wait) => wait < next).length;
    const chats = waits.filter((wait) => wait >= bound && wait < next).length;
    return [bound, { accumulated: share(below), percentageFromTotal: share(chats), chats }];
  });
  return { slaDataRange: Object.fromEntries(ranges) };
}

/** The lower bounds of the ranges in seconds; 0 is one even if it is not given. */
function readBounds({ histogram = DEFAULT_BOUNDS }: Parameters): number[] {
  const bounds = histogram.split(',').map((text) => readWhole('histogram', text, 0, MAX_BOUND));
  if (bounds.some((bound, n) => bound % STEP !== 0 || bound <= (bounds[n - 1] ?? -1))) {
    throw badRequest(`histogram must be rising multiples of ${STEP}, not "${histogram}".`);
  }
  return bounds[0] === 0 ? bounds : [0, ...bounds];
}

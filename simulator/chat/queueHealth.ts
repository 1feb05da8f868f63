import { SECOND } from '../contactCentre/time';
import { NO_DATA } from '../operations/queue';
import { readIds, readWhole, type Parameters } from '../operations/parameters';
import { isSelected, present, selectIndexes, sum, type Metrics } from '../operations/rows';
import type { Window } from '../operations/windows';
import type { Chat } from './events';
import { byTime, type ChatRequest } from './method';
import { currentState } from './queueState';
import { queueChanges, sample, slotChanges, type Change } from './samples';

export const queueHealthParameters = ['v', 'timeframe', 'interval', 'skillIds', 'chatCenterId'];

/** A row: its chats, and the agents who serve it, by index. */
interface Row {
  chats: Chat[];
  agents: Set<number>;
}

/** The method queuehealth (API description, section 6.1): the queue over time, of skills only if asked for. */
export function queueHealthResponse(request: ChatRequest): object {
  const { floor, parameters } = request;
  checkChatCenter(parameters);
  const ids = readIds(parameters, 'skillIds');
  const wanted = selectIndexes(floor.account.skills, ids);
  const skills = floor.skills.filter(({ index }) => isSelected(wanted, index));
  const slots = slotChanges(floor);
  const chatsOf = new Map(skills.map(({ index }) => [index, [] as Chat[]]));
  floor.chats.forEach((chat) => chatsOf.get(chat.skill)?.push(chat));
  const metrics = (row: Row, window: Window, isNow: boolean) =>
    present(health(request, row, slots, window, isNow), request.simulator.options.omitZero);
  return byTime(request, (window, isNow) => ({
    ...(ids !== undefined && {
      skillsMetrics: Object.fromEntries(
        skills.map(({ id, index, agents }) => [
          id,
          metrics({ chats: chatsOf.get(index)!, agents: new Set(agents) }, window, isNow),
        ])
      ),
    }),
    metricsTotals: metrics(
      { chats: [...chatsOf.values()].flat(), agents: new Set(skills.flatMap(({ agents }) => agents)) },
      window,
      isNow
    ),
  }));
}

/** An account has one chat center here, so that the parameter selects nothing. */
function checkChatCenter({ chatCenterId }: Parameters): void {
  if (chatCenterId !== undefined) {
    readWhole('chatCenterId', chatCenterId, 0, Number.MAX_SAFE_INTEGER);
  }
}

function health({ floor }: ChatRequest, row: Row, slots: Change[][], window: Window, isNow: boolean): Metrics {
  const queue = sample(queueChanges(row.chats), window, floor.now);
  const free = sample(
    [...row.agents].flatMap((index) => slots[index]!),
    window,
    floor.now
  );
  const now = isNow ? currentState(floor, row.chats, row.agents) : { size: NO_DATA, slots: NO_DATA };
  return {
    ...passages(row.chats, window),
    maxQueueSize: queue.max,
    minQueueSize: queue.min,
    averageQueueSize: queue.sum / queue.count,
    queueSizeSum: queue.sum,
    queueSizeCount: queue.count,
    maxAvailableSlots: free.max,
    minAvailableSlots: free.min,
    averageAvailableSlots: free.sum / free.count,
    availableSlotsSum: free.sum,
    availableSlotsCount: free.count,
    currentQueueSize: now.size,
    currentAvailableSlots: now.slots,
  };
}

/** What entered and left the queue; times are whole seconds. Chats that did not wait are connected after 0 s. */
function passages(chats: Chat[], { from, to }: Window): Metrics {
  const isIn = (at: number | undefined) => at !== undefined && at >= from && at < to;
  const entered = chats.filter(({ queued, startedAt }) => queued && isIn(startedAt)).length;
  const answered = chats.filter(({ connectedAt }) => isIn(connectedAt));
  const abandoned = chats.filter(({ connectedAt, endedAt }) => connectedAt === undefined && isIn(endedAt));
  const toAnswer = sum(answered.map(({ startedAt, connectedAt }) => connectedAt! - startedAt)) / SECOND;
  const toAbandon = sum(abandoned.map(({ startedAt, endedAt }) => endedAt! - startedAt)) / SECOND;
  const over = abandoned.length + answered.length;
  return {
    enteredQEng: entered,
    connectedEng: answered.length,
    abandonedEng: abandoned.length,
    abandonmentRate: over > 0 ? Math.round((100 * abandoned.length) / over) / 100 : 0,
    totalTimeToAnswer: toAnswer,
    avgTimeToAnswer: answered.length > 0 ? toAnswer / answered.length : NO_DATA,
    totalTimeToAbandon: toAbandon,
    avgTimeToAbandon: abandoned.length > 0 ? toAbandon / abandoned.length : NO_DATA,
  };
}

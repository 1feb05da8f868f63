import { SECOND } from '../contactCentre/time';
import { NO_DATA } from '../operations/queue';
import { readIds, readTimeframe, readWhole, type Parameters } from '../operations/parameters';
import { isSelected, present, selectIndexes, sum, type Metrics } from '../operations/rows';
import { bucketedWindow, type Window } from '../operations/windows';
import type { Chat } from './events';
import type { ChatFloor } from './floor';
import { byTime, type ChatRequest } from './method';
import { currentState } from './queueState';
import { queueChanges, SampledSize, slotChanges, type Change } from './samples';
import { Timed } from './timed';

export const queueHealthParameters = ['v', 'timeframe', 'interval', 'skillIds', 'chatCenterId'];

/** A wait that is over; the time it took is in ms. */
interface Wait {
  at: number;
  wait: number;
}

/** The method queuehealth (API description, section 6.1): the queue over time, of skills only if asked for. */
export function queueHealthResponse(request: ChatRequest): object {
  const { floor, parameters, simulator } = request;
  checkChatCenter(parameters);
  const ids = readIds(parameters, 'skillIds');
  const wanted = selectIndexes(floor.account.skills, ids);
  const skills = floor.skills.filter(({ index }) => isSelected(wanted, index));
  const chatsOf = new Map(skills.map(({ index }) => [index, [] as Chat[]]));
  floor.chats.forEach((chat) => chatsOf.get(chat.skill)?.push(chat));
  const slots = slotChanges(floor);
  const whole = bucketedWindow(floor.now, readTimeframe(parameters));
  const row = (chats: Chat[], agents: number[]) => new QueueRow(floor, chats, new Set(agents), slots, whole);
  const total = row(
    [...chatsOf.values()].flat(),
    skills.flatMap(({ agents }) => agents)
  );
  const rows = ids && skills.map(({ id, index, agents }): [string, QueueRow] => [id, row(chatsOf.get(index)!, agents)]);
  return byTime(request, (window, isNow) => {
    const metrics = (of: QueueRow) => present(of.metrics(window, isNow), simulator.options.omitZero);
    return {
      ...(rows && { skillsMetrics: Object.fromEntries(rows.map(([id, of]) => [id, metrics(of)])) }),
      metricsTotals: metrics(total),
    };
  });
}

/** An account has one chat center here, so that the parameter selects nothing. */
function checkChatCenter({ chatCenterId }: Parameters): void {
  if (chatCenterId !== undefined) {
    readWhole('chatCenterId', chatCenterId, 0, Number.MAX_SAFE_INTEGER);
  }
}

/** The chats of a row of the response, and the agents who serve it, prepared for many windows within one. */
class QueueRow {
  private readonly entered: Timed<{ at: number }>;
  private readonly answered: Timed<Wait>;
  private readonly abandoned: Timed<Wait>;
  private readonly queue: SampledSize;
  private readonly free: SampledSize;

  constructor(
    private readonly floor: ChatFloor,
    private readonly chats: Chat[],
    private readonly agents: Set<number>,
    slots: Change[][],
    whole: Window
  ) {
    this.entered = new Timed(chats.filter(({ queued }) => queued).map(({ startedAt }) => ({ at: startedAt })));
    this.answered = new Timed(
      chats.flatMap(({ connectedAt: at, startedAt }) => (at === undefined ? [] : [{ at, wait: at - startedAt }]))
    );
    this.abandoned = new Timed(
      chats
        .filter(({ connectedAt }) => connectedAt === undefined)
        .flatMap(({ endedAt: at, startedAt }) => (at === undefined ? [] : [{ at, wait: at - startedAt }]))
    );
    this.queue = new SampledSize(queueChanges(chats), whole, floor.now);
    const changes = [...agents].flatMap((index) => slots[index]!);
    this.free = new SampledSize(changes, whole, floor.now);
  }

  metrics(window: Window, isNow: boolean): Metrics {
    const [queue, free] = [this.queue.within(window), this.free.within(window)];
    const now = isNow ? currentState(this.floor, this.chats, this.agents) : { size: NO_DATA, slots: NO_DATA };
    return {
      ...this.passages(window),
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

  /** What entered and left the queue; times are in whole seconds. Chats that did not wait are connected after 0 s. */
  private passages(window: Window): Metrics {
    const [answered, abandoned] = [this.answered.within(window), this.abandoned.within(window)];
    const seconds = (waits: Wait[]) => sum(waits.map(({ wait }) => wait)) / SECOND;
    const over = abandoned.length + answered.length;
    return {
      enteredQEng: this.entered.within(window).length,
      connectedEng: answered.length,
      abandonedEng: abandoned.length,
      abandonmentRate: over > 0 ? Math.round((100 * abandoned.length) / over) / 100 : 0,
      totalTimeToAnswer: seconds(answered),
      avgTimeToAnswer: answered.length > 0 ? seconds(answered) / answered.length : NO_DATA,
      totalTimeToAbandon: seconds(abandoned),
      avgTimeToAbandon: abandoned.length > 0 ? seconds(abandoned) / abandoned.length : NO_DATA,
    };
  }
}

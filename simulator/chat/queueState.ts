import { groupBy } from 'lodash';

import { NO_DATA } from '../operations/queue';
import { readIds } from '../operations/parameters';
import { isSelected, selectIndexes, sum } from '../operations/rows';
import { freeSlots, isWaiting, type Chat } from './events';
import type { ChatFloor } from './floor';
import { readChatVersion, type ChatRequest } from './method';

export const queueStateParameters = ['v', 'skillIds'];

/** What is waiting now and could be taken; the wait is the longest in ms. */
interface CurrentState {
  size: number;
  slots: number;
  wait: number;
}

/** The state now of the queue of these chats, served by these agents. */
export function currentState(floor: ChatFloor, chats: Chat[], agents: Set<number>): CurrentState {
  const waiting = chats.filter(isWaiting);
  return {
    size: waiting.length,
    slots: sum([...agents].map((index) => freeSlots(floor.agents[index]!))),
    wait: waiting.reduce((longest, { startedAt }) => Math.max(longest, floor.now - startedAt), NO_DATA),
  };
}

/**
 * The method queuestate (API description, section 6.4): the queue now. The total is that of the selected skills, by
 * default all; a slot that several skills can use counts once in it. Skills without chat have no data.
 */
export function queueStateResponse({ floor, parameters }: ChatRequest): object {
  const hasWait = readChatVersion(parameters, ['1', '2']) === '2';
  const ids = readIds(parameters, 'skillIds');
  const wanted = selectIndexes(floor.account.skills, ids);
  const skills = floor.skills.filter(({ index }) => isSelected(wanted, index));
  const waiting = groupBy(floor.chats.filter(isWaiting), ({ skill }) => skill);
  const fields = ({ size, slots, wait }: CurrentState) => ({
    currentQueueSize: size,
    currentAvailableSlots: slots,
    ...(hasWait && { currentMaxWaitTimeInQueue: wait }),
  });
  const of = (indexes: number[], agents: number[]) => {
    const chats = indexes.flatMap((index) => waiting[index] ?? []);
    return fields(currentState(floor, chats, new Set(agents)));
  };
  const asked = Array.isArray(ids) ? ids : [];
  const unknown = Object.fromEntries(asked.map((id) => [id, fields({ size: NO_DATA, slots: NO_DATA, wait: NO_DATA })]));
  const known = Object.fromEntries(skills.map(({ id, index, agents }) => [id, of([index], agents)]));
  return {
    ...(ids !== undefined && { skills: { ...unknown, ...known } }),
    totals: of(
      skills.map(({ index }) => index),
      skills.flatMap(({ agents }) => agents)
    ),
  };
}

import type { Agent } from '../contactCentre/account';
import type { Status } from '../contactCentre/journal';
import { SECOND } from '../contactCentre/time';
import { badRequest } from '../kmm/fields';
import { readIds } from '../operations/parameters';
import { isSelected, selectIndexes, sum } from '../operations/rows';
import type { Window } from '../operations/windows';
import { byTime, type ChatRequest } from './method';
import { presences, within, type Presence } from './presence';

export const agentActivityParameters = ['v', 'timeframe', 'interval', 'agentIds'];

const states: Array<{ id: number; name: string; status: Status }> = [
  { id: 2, name: 'Online', status: 'ONLINE' },
  { id: 3, name: 'Back in 5', status: 'BACK_SOON' },
  { id: 4, name: 'Away', status: 'AWAY' },
];

/** The method agentactivity (API description, section 6.3): the time of agents who were logged in, by state. */
export function agentActivityResponse(request: ChatRequest): object {
  const { floor, parameters } = request;
  const ids = readIds(parameters, 'agentIds');
  if (ids === undefined) {
    throw badRequest('agentIds is required.');
  }
  const wanted = selectIndexes(floor.account.agents, ids);
  const parts = presences(floor);
  const agents = floor.account.agents.filter(({ index }) => isSelected(wanted, index));
  return byTime(request, (window) => ({
    agentsMetrics: { metricsPerAgent: perAgent(agents, parts, window), metricsTotals: [] },
  }));
}

function perAgent(agents: Agent[], parts: Presence[][], window: Window): object {
  return Object.fromEntries(
    agents.flatMap(({ id, index, maxChats }) => {
      const present = within(parts[index]!, window);
      return present.length > 0 ? [[id, agentStates(present, maxChats)]] : [];
    })
  );
}

/** The states that the agent had, and the time logged in, which is all of them. */
function agentStates(parts: Presence[], maxChats: number): object[] {
  const had = states.flatMap(({ id, name, status }) => {
    const own = parts.filter((part) => part.status === status);
    const reasons = status === 'AWAY' && { reasons: byReason(own, maxChats) };
    return own.length > 0 ? [{ id, name, ...reasons, value: times(own, maxChats) }] : [];
  });
  return [...had, { id: -1, name: 'Logged in', value: times(parts, maxChats) }];
}

function byReason(parts: Presence[], maxChats: number): object[] {
  const ids = [...new Set(parts.flatMap(({ reason }) => reason ?? []))];
  return ids.map((id) => ({
    id,
    value: times(
      parts.filter(({ reason }) => reason === id),
      maxChats
    ),
  }));
}

/** Times in whole seconds. */
function times(parts: Presence[], maxChats: number): object {
  const seconds = (of: Presence[]) => Math.floor(sum(of.map(({ from, to }) => to - from)) / SECOND);
  return {
    total: seconds(parts),
    chatting: seconds(parts.filter(({ chats }) => chats > 0)),
    notChatting: seconds(parts.filter(({ chats }) => chats === 0)),
    chattingInMaxConcurrency: seconds(parts.filter(({ chats }) => chats >= maxChats)),
  };
}

import type { FastifyInstance } from 'fastify';

import type { ContactCentre } from '../contactCentre/contactCentre';
import type { AgentState } from '../contactCentre/conversation';
import { MINUTE } from '../contactCentre/time';
import { addMethods } from '../methods';
import { scopes } from '../options';
import type { Simulator } from '../simulator';
import { loadOf, statusRecord } from './record';
import { readAgentsBody, readAgentsPage, type AgentsBody } from './requestBody';

/** How long agents who left are known by default, in ms. */
const KNOWN_FOR = 10 * MINUTE;

/** The methods of the Agent Metrics API (API description, section 5.2). */
export async function addAgentMetrics(server: FastifyInstance, simulator: Simulator): Promise<void> {
  addMethods(server, simulator, '/messaging_history/api/account/:account/', scopes.interactions, [
    ['agent-view/status', 'agentMetrics', statusResponse],
    ['agent-view/summary', 'agentMetrics', summaryResponse],
  ]);
}

function statusResponse(simulator: Simulator, query: Record<string, unknown>, text: unknown) {
  const { offset, limit, descending } = readAgentsPage(query);
  const centre = simulator.currentCentre();
  const states = select(centre, readAgentsBody(text)).sort((a, b) => a.since - b.since);
  const sorted = descending ? states.reverse() : states;
  return {
    _metadata: { count: sorted.length, shardsStatusResult: { partialResult: false } },
    accountID: centre.account.id,
    agentStatusRecords: sorted
      .slice(offset, offset + limit)
      .map((state) => statusRecord(centre.account, state, centre.now)),
  };
}

function summaryResponse(simulator: Simulator, query: Record<string, unknown>, text: unknown) {
  readAgentsPage(query);
  const centre = simulator.currentCentre();
  const states = select(centre, readAgentsBody(text));
  const loads = states.map((state) => loadOf(state, centre.now));
  const slots = states.map(({ agent }) => agent.maxSlots);
  const total = slots.reduce((sum, value) => sum + value, 0);
  const weighted = loads.reduce((sum, load, place) => sum + load * slots[place]!, 0);
  const count = (status: string) => states.filter((state) => state.status === status).length;
  return {
    accountID: centre.account.id,
    summaryResults: {
      openAssignedConversations: states.reduce((sum, { assigned }) => sum + assigned.size, 0),
      weightedAvgLoad: total > 0 ? weighted / total : 0,
      minLoad: states.length > 0 ? Math.min(...loads) : 0,
      maxLoad: Math.max(...loads, 0),
      minConfiguredMaxSlots: states.length > 0 ? Math.min(...slots) : 0,
      maxConfiguredMaxSlots: Math.max(...slots, 0),
      numAwayAgents: count('AWAY'),
      numBackSoonAgents: count('BACK_SOON'),
      numOnlineAgents: count('ONLINE'),
    },
  };
}

function select({ agents, account, now }: ContactCentre, body: AgentsBody): AgentState[] {
  const since = body.since ?? now - KNOWN_FOR;
  return agents.filter((state) => {
    const { agent, status } = state;
    const isPresent = status !== 'OFFLINE';
    return (
      isPresent === body.isPresent &&
      (isPresent || state.since >= since) &&
      (!body.status || body.status.has(status)) &&
      (!body.connectionStates || body.connectionStates.has(isPresent ? 'CONNECTED' : 'DISCONNECTED')) &&
      (!body.agentIds || body.agentIds.has(agent.id)) &&
      (!body.agentGroupIds || body.agentGroupIds.has(account.groups[agent.group]!.id)) &&
      (!body.skillIds || agent.skills.some((index) => body.skillIds!.has(account.skills[index]!.id)))
    );
  });
}

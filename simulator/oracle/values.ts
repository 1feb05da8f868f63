import type { Agent } from '../contactCentre/account';
import { ACTIVE_FOR, IDLE_WEIGHT, RESPONSE_DUE } from '../contactCentre/conversation';
import { Cause, type Status } from '../contactCentre/journal';
import { mean, total } from './mean';
import { operationsValues, type Window } from './operationsValues';
import type { Parts } from './segments';
import type { SurveyAnswer, Conclusion, Intent, TimedEvent, Rating, Response, Timeline } from './timeline';

/** KPIs by LivePerson's metric name; null means no data. Durations are in ms, ratios are fractions. */
export type Values = Record<string, number | null>;

/** The current state of an agent: how many conversations are assigned, their weight in slots, and how many are active or wait for a response. */
export interface AgentSnapshot {
  agent: Agent;
  status: Status;
  assigned: number;
  weight: number;
  active: number;
  pending: number;
}

/** The events and the state from which the values of one row are computed. */
export interface Events extends Parts {
  responses: Response[];
  conclusions: Conclusion[];
  ratings: Rating[];
  answers: SurveyAnswer[];
  returns: TimedEvent[];
  intents: Intent[];
  openConversations: Timeline[];
  agents: AgentSnapshot[];
}

/** Computes the values of one row. */
export function computeValues(events: Events, window: Window): Values {
  const { now } = window;
  return {
    ...closedValues(events.conclusions),
    ...responseValues(events.responses),
    csat: mean(events.ratings.map(({ score }) => (score >= 4 ? 1 : 0))),
    ...openValues(events.openConversations, now),
    ...agentStateValues(events.agents),
    ...operationsValues(events, window),
  };
}

/** What an agent has of the open conversations. */
export function takeSnapshot(agent: Agent, status: Status, open: Timeline[], now: number): AgentSnapshot {
  const busy = open.map((story) => isBusy(story, now));
  const pending = open.filter(({ waitingSince }) => waitingSince !== undefined).length;
  const weight = total(busy.map((isActive) => (isActive ? 1 : IDLE_WEIGHT)));
  return { agent, status, assigned: open.length, weight, active: busy.filter(Boolean).length, pending };
}

function closedValues(conclusions: Conclusion[]): Values {
  const by = (cause: number) => conclusions.filter((event) => event.cause === cause).length;
  return {
    closed_conversations: conclusions.filter(({ cause }) => cause !== Cause.transfer).length,
    closed_by_agent: by(Cause.agent),
    closed_by_consumer: by(Cause.consumer),
    auto_closed: by(Cause.system),
    concluded_conversations: conclusions.length,
    transfers: by(Cause.transfer),
  };
}

function responseValues(responses: Response[]): Values {
  const firsts = responses.filter(({ sinceFirst }) => sinceFirst !== undefined);
  return {
    avg_wait_time: mean(responses.map(({ wait }) => wait)),
    avg_wait_time_first_response: mean(firsts.map(({ wait }) => wait)),
    avg_time_to_response: mean(responses.map(({ sinceAssigned }) => sinceAssigned)),
    avg_time_to_first_response_first_assignment: mean(firsts.map(({ sinceFirst }) => sinceFirst!)),
  };
}

function openValues(stories: Timeline[], now: number): Values {
  const queue = stories.filter(({ agent }) => !agent);
  const assigned = stories.filter(({ agent }) => agent);
  const overdue = (story: Timeline) => story.waitingSince !== undefined && story.waitingSince + RESPONSE_DUE < now;
  const waits = queue.map(({ queuedAt }) => now - queuedAt).sort((a, b) => a - b);
  const percentile = (share: number) => waits.find((_, place) => place + 1 >= share * waits.length) ?? null;
  return {
    open_conversations: stories.length,
    unassigned_conversations: queue.length,
    assigned_conversations: assigned.length,
    active_conversations: assigned.filter((story) => isBusy(story, now)).length,
    overdue_conversations_in_queue: queue.filter(overdue).length,
    overdue_conversations_assigned: assigned.filter(overdue).length,
    overdue_conversations_total: stories.filter(overdue).length,
    queue_wait_time_50th_percentile: percentile(0.5),
    queue_wait_time_90th_percentile: percentile(0.9),
  };
}

function agentStateValues(agents: AgentSnapshot[]): Values {
  const present = agents.filter(({ status }) => status !== 'OFFLINE');
  const humans = present.filter(({ agent }) => agent.type === 'HUMAN');
  const having = (wanted: Status, of = present) => of.filter(({ status }) => status === wanted);
  const others = humans.filter(({ status }) => status !== 'ONLINE');
  return {
    agent_load: load(present),
    human_agent_load: load(humans),
    human_online_load: load(having('ONLINE', humans)),
    human_away_load: load(having('AWAY', humans)),
    load_other: load(others),
    active_load: activeLoad(humans),
    active_load_online: activeLoad(having('ONLINE', humans)),
    active_load_other: activeLoad(others),
    total_max_slots: slotsOf(humans),
    total_pending_agent_response: total(humans.map(({ pending }) => pending)),
    online_agents: having('ONLINE').length,
    away_agents: having('AWAY').length,
    back_soon_agents: having('BACK_SOON').length,
    available_slots: having('ONLINE').reduce(
      (sum, { agent, assigned }) => sum + Math.max(0, agent.maxSlots - assigned),
      0
    ),
  };
}

function load(agents: AgentSnapshot[]): number | null {
  return perSlot(
    agents,
    agents.map(({ weight }) => weight)
  );
}

function activeLoad(agents: AgentSnapshot[]): number | null {
  return perSlot(
    agents,
    agents.map(({ active }) => active)
  );
}

function perSlot(agents: AgentSnapshot[], amounts: number[]): number | null {
  const slots = slotsOf(agents);
  return slots === 0 ? null : total(amounts) / slots;
}

function slotsOf(agents: AgentSnapshot[]): number {
  return total(agents.map(({ agent }) => agent.maxSlots));
}

function isBusy({ waitingSince, lastMessageAt }: Timeline, now: number): boolean {
  return waitingSince !== undefined || lastMessageAt > now - ACTIVE_FOR;
}

import { metricsName } from '../contactCentre/account';
import type { AgentState } from '../contactCentre/conversation';
import { Cause } from '../contactCentre/journal';
import { mean } from './mean';
import { agentOperationsValues, type Window } from './operationsValues';
import { computeValues, type Events, type AgentSnapshot } from './values';

/** KPIs of one agent by LivePerson's metric name; null means no data. Durations are in ms, by status, then by reason. */
export type AgentValues = Record<string, AgentValue>;
type AgentValue = number | string | null | Record<string, number | Record<string, number>>;

const HOUR = 3_600_000;

/** Computes the values of one agent from all of the agent's events. */
export function computeAgentValues(
  events: Events,
  snapshot: AgentSnapshot,
  state: AgentState,
  window: Window
): AgentValues {
  const values = computeValues({ ...events, agents: [snapshot] }, window);
  const shared = ['closed_conversations', 'closed_by_agent', 'closed_by_consumer', 'auto_closed'];
  shared.push('concluded_conversations', 'transfers', 'avg_wait_time', 'avg_wait_time_first_response');
  shared.push('avg_time_to_response', 'avg_time_to_first_response_first_assignment', 'csat');
  shared.push('assigned_conversations', 'active_conversations', 'agent_load', 'available_slots');
  return {
    ...Object.fromEntries(shared.map((name) => [name, values[name]!])),
    ...outcomeValues(events),
    ...statusValues(events, snapshot, state, window),
    ...pendingValues(snapshot),
    ...agentOperationsValues(events),
  };
}

function outcomeValues({ conclusions, responses, returns, answers, intents }: Events): AgentValues {
  const closed = conclusions.filter(({ cause }) => cause !== Cause.transfer);
  const moved = conclusions.length - closed.length;
  const rate = (part: number) => (conclusions.length > 0 ? part / conclusions.length : null);
  const firstWaits = responses.filter(({ sinceFirst }) => sinceFirst !== undefined).map(({ wait }) => wait);
  const afterAssignments = responses.flatMap(({ sinceThis }) => (sinceThis === undefined ? [] : [sinceThis]));
  const resolved = answers.filter(({ question }) => question === 'resolved').map(({ answer }) => answer);
  const recommended = answers.filter(({ question }) => question === 'recommended').map(({ answer }) => answer);
  const yes = (answer: number) => (answer === 1 ? 1 : 0);
  return {
    back_to_queue: returns.length,
    transfer_rate: rate(moved),
    close_rate: rate(closed.length),
    closed_rate: rate(closed.length),
    total_wait_time_first_response: total(firstWaits),
    avg_time_to_first_response_all_assignments: mean(afterAssignments),
    total_time_to_first_response_all_assignments: total(afterAssignments),
    avg_conversations_duration: mean(closed.map(({ lasted }) => lasted)),
    fcr: mean(resolved.map(yes)),
    fcr_without_skip: mean(resolved.filter((answer) => answer < 3).map(yes)),
    nps: mean(recommended.map((answer) => (answer > 8 ? 100 : answer < 7 ? -100 : 0))),
    intent_matched_rate: mean(intents.map(({ matched }) => matched)),
  };
}

function statusValues(
  events: Events,
  { agent, status }: AgentSnapshot,
  { records }: AgentState,
  window: Window
): AgentValues {
  const past = records.filter(({ at }) => at <= window.now);
  const current = past.at(-1);
  const before = past.map((record) => record.status !== status).lastIndexOf(true);
  const values = {
    max_slots: agent.maxSlots,
    agent_nickname: metricsName(agent),
    agent_picture_url: agent.pictureUrl ?? null,
    agent_current_status: status,
    agent_current_status_start_time: past[before + 1]?.at ?? null,
    agent_current_status_reason: current?.reason ?? 'NA',
    agent_current_status_reason_start_time: current?.reason ? current.at : null,
  };
  return { ...values, ...(agent.type === 'BOT' ? noDurationValues() : durationValues(events, past, window)) };
}

function durationValues({ conclusions }: Events, past: AgentState['records'], { from, to, now }: Window): AgentValues {
  const byStatus: Record<string, number> = {};
  const byReason: Record<string, Record<string, number>> = {};
  past.forEach(({ at, status, reason = 'NA' }, place) => {
    const until = Math.min(to, now, past[place + 1]?.at ?? Infinity);
    const time = until - Math.max(at, from);
    if (time > 0 && status !== 'OFFLINE') {
      byStatus[status] = (byStatus[status] ?? 0) + time;
      byReason[status] = { ...byReason[status], [reason]: (byReason[status]?.[reason] ?? 0) + time };
    }
  });
  const login = Object.values(byStatus).reduce((sum, time) => sum + time, 0);
  const online = byStatus.ONLINE ?? 0;
  const closed = conclusions.filter(({ cause }) => cause !== Cause.transfer).length;
  return {
    agent_status_duration: login > 0 ? byStatus : null,
    agent_status_with_reason_duration: login > 0 ? byReason : null,
    agent_login_duration: login,
    agent_online_duration: online,
    online_rate: login > 0 ? online / login : -1,
    closed_conversations_per_login_hour: login > 0 ? closed / (login / HOUR) : null,
    closed_conversations_per_online_hour: online > 0 ? closed / (online / HOUR) : null,
  };
}

/** Bots have no status durations. */
function noDurationValues(): AgentValues {
  return {
    agent_status_duration: null,
    agent_status_with_reason_duration: null,
    agent_login_duration: null,
    agent_online_duration: null,
    online_rate: null,
    closed_conversations_per_login_hour: null,
    closed_conversations_per_online_hour: null,
  };
}

function pendingValues({ assigned, pending }: AgentSnapshot): AgentValues {
  return { pending_agent_response: pending, pending_agent_response_rate: assigned > 0 ? pending / assigned : null };
}

function total(values: number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : null;
}

import type { Account } from '../contactCentre/account';
import type { ContactCentre } from '../contactCentre/contactCentre';
import { NO_AGENT } from '../contactCentre/eventLogs';
import { Cause } from '../contactCentre/journal';
import { readIds, type Ids, type Parameters } from './parameters';
import { byId, isSelected, selectIndexes, type Metrics } from './rows';
import type { Window } from './windows';

/** A closed conversation, attributed to the skill and the agent that it had. */
export interface Closed {
  skill: number;
  /** `NO_AGENT` if it was closed in the queue. */
  agent: number;
  /** A `Cause`. */
  cause: number;
  /** The consumer's rating, 1 to 5; 0 for none. */
  score: number;
  /** In ms. */
  duration: number;
}

/** The rows and the filter of a request. */
interface ClosedRequest {
  skills: Ids | undefined;
  agents: Ids | undefined;
  groups: Ids | undefined;
}

/** Computes the metrics of closed conversations. */
type Compute = (closed: Closed[]) => Metrics;

export function readClosedRequest(parameters: Parameters): ClosedRequest {
  return {
    skills: readIds(parameters, 'skillIds'),
    agents: readIds(parameters, 'agentIds'),
    groups: readIds(parameters, 'groupIds'),
  };
}

/**
 * The values of the conversations closed in a window: of skills, each with its agents, and of agents if these were asked
 * for, else of the account. Agents filter no skills and skills no agents; groups filter both.
 * `counts` tells which conversations are data.
 */
export function closedResponse(
  centre: ContactCentre,
  { skills, agents, groups }: ClosedRequest,
  window: Window,
  compute: Compute,
  counts: (closed: Closed) => boolean = () => true
): object {
  const closed = closedConversations(centre, window, selectIndexes(centre.account.groups, groups)).filter(counts);
  const all = skills === undefined && agents === undefined;
  return {
    ...(skills !== undefined && { skillsMetricsPerAgent: bySkill(centre, closed, skills, compute) }),
    ...(agents !== undefined && { agentsMetrics: byAgent(centre, closed, agents, compute) }),
    ...(all && { metricsTotals: compute(closed) }),
  };
}

function closedConversations({ conclusions }: ContactCentre, { from, to }: Window, groups?: Set<number>): Closed[] {
  const closed: Closed[] = [];
  const [first, end] = conclusions.window(from, to);
  for (let row = first; row < end; row++) {
    const cause = conclusions.cause.at(row);
    if (cause !== Cause.transfer && isSelected(groups, conclusions.group.at(row))) {
      const [skill, agent] = [conclusions.skill.at(row), conclusions.agent.at(row)];
      closed.push({ skill, agent, cause, score: conclusions.score.at(row), duration: conclusions.duration.at(row) });
    }
  }
  return closed;
}

function bySkill({ account }: ContactCentre, closed: Closed[], skills: Ids, compute: Compute): object {
  const wanted = selectIndexes(account.skills, skills);
  const selected = closed.filter(({ skill }) => isSelected(wanted, skill));
  return {
    metricsPerSkill: byId(
      account.skills,
      selected,
      ({ skill }) => skill,
      (row) => ({ metricsPerAgent: perAgent(account, row, compute), metricsTotals: compute(row) })
    ),
    metricsTotals: compute(selected),
  };
}

function byAgent({ account }: ContactCentre, closed: Closed[], agents: Ids, compute: Compute): object {
  const wanted = selectIndexes(account.agents, agents);
  const selected = closed.filter(({ agent }) => agent !== NO_AGENT && isSelected(wanted, agent));
  return { metricsPerAgent: perAgent(account, selected, compute), metricsTotals: compute(selected) };
}

/** What was closed in a queue belongs to no agent. */
function perAgent({ agents }: Account, closed: Closed[], compute: Compute): object {
  const assigned = closed.filter(({ agent }) => agent !== NO_AGENT);
  return byId(agents, assigned, ({ agent }) => agent, compute);
}

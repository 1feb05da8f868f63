import type { Account } from '../contactCentre/account';
import { NO_AGENT } from '../contactCentre/eventLogs';
import { readIds, type Ids, type Parameters } from './parameters';
import { byId, isSelected, selectIndexes, type Metrics } from './rows';

/** The rows of a request. */
export interface SkillsAndAgents {
  skills: Ids | undefined;
  agents: Ids | undefined;
}

/** What counts for a skill and, unless it is `NO_AGENT`, for an agent; both by index. */
interface Attributed {
  skill: number;
  agent: number;
}

/** Computes the metrics of a row. */
type Compute<T> = (events: T[]) => Metrics;

export function readSkillsAndAgents(parameters: Parameters): SkillsAndAgents {
  return { skills: readIds(parameters, 'skillIds'), agents: readIds(parameters, 'agentIds') };
}

/**
 * The values of skills, each with its agents, and of agents if these were asked for, else of the account. Agents filter
 * no skills and skills no agents.
 */
export function skillsAndAgents<T extends Attributed>(
  account: Account,
  { skills, agents }: SkillsAndAgents,
  events: T[],
  compute: Compute<T>
): object {
  const all = skills === undefined && agents === undefined;
  return {
    ...(skills !== undefined && { skillsMetricsPerAgent: bySkill(account, events, skills, compute) }),
    ...(agents !== undefined && { agentsMetrics: byAgent(account, events, agents, compute) }),
    ...(all && { metricsTotals: compute(events) }),
  };
}

function bySkill<T extends Attributed>(account: Account, events: T[], skills: Ids, compute: Compute<T>): object {
  const wanted = selectIndexes(account.skills, skills);
  const selected = events.filter(({ skill }) => isSelected(wanted, skill));
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

function byAgent<T extends Attributed>(account: Account, events: T[], agents: Ids, compute: Compute<T>): object {
  const wanted = selectIndexes(account.agents, agents);
  const selected = events.filter(({ agent }) => agent !== NO_AGENT && isSelected(wanted, agent));
  return { metricsPerAgent: perAgent(account, selected, compute), metricsTotals: compute(selected) };
}

/** What happened in a queue belongs to no agent. */
function perAgent<T extends Attributed>({ agents }: Account, events: T[], compute: Compute<T>): object {
  const assigned = events.filter(({ agent }) => agent !== NO_AGENT);
  return byId(agents, assigned, ({ agent }) => agent, compute);
}

import type { Account, Agent, UserType } from '../contactCentre/account';
import { NO_AGENT } from '../contactCentre/eventLogs';

/** The filters of a request. An absent filter means all; all filters must match. */
export interface Filters {
  skillIds?: string[];
  agentGroupIds?: string[];
  agentIds?: string[];
  userTypes?: UserType[];
  includeSubGroups: boolean;
}

/** Filters with resolved ids, fast enough for millions of events. Unknown ids select nothing. */
export class Selection {
  private readonly skills: Set<number> | undefined;
  private readonly groups: Set<number> | undefined;
  private readonly named: Set<number> | undefined;
  private readonly agents: Set<number> | undefined;
  private readonly types: Set<UserType> | undefined;

  constructor(
    private readonly account: Account,
    filters: Filters
  ) {
    this.skills = indexes(account.skills, filters.skillIds);
    this.agents = indexes(account.agents, filters.agentIds);
    this.types = filters.userTypes && new Set(filters.userTypes);
    const named = indexes(account.groups, filters.agentGroupIds);
    this.named = named;
    this.groups = named && filters.includeSubGroups ? withSubGroups(account, named) : named;
  }

  /** Reports whether an event of this skill, group and agent (or `NO_AGENT`) is selected. */
  hasEvent(skill: number, group: number, agent: number): boolean {
    return (
      this.hasSkill(skill) &&
      (!this.groups || this.groups.has(group)) &&
      (!this.agents || this.agents.has(agent)) &&
      (!this.types || this.types.has(this.typeOf(skill, agent)))
    );
  }

  /** Reports whether an agent is selected; one matching skill is enough. */
  hasAgent(agent: Agent): boolean {
    return (
      (!this.skills || agent.skills.some((skill) => this.hasSkill(skill))) &&
      (!this.groups || this.groups.has(agent.group)) &&
      (!this.agents || this.agents.has(agent.index)) &&
      (!this.types || this.types.has(agent.type))
    );
  }

  /** Reports whether the filter has this group itself, not only a group above it. */
  names(group: number): boolean {
    return !this.named || this.named.has(group);
  }

  hasSkill(skill: number): boolean {
    return !this.skills || this.skills.has(skill);
  }

  private typeOf(skill: number, agent: number): UserType {
    return agent === NO_AGENT ? this.account.skills[skill]!.servedBy : this.account.agents[agent]!.type;
  }
}

/** The indexes of a group and its ancestors, the group first. */
export function lineage(account: Account, group: number): number[] {
  const parent = account.groups[group]!.parent;
  return parent === undefined ? [group] : [group, ...lineage(account, parent)];
}

function indexes(items: Array<{ id: string; index: number }>, ids: string[] | undefined): Set<number> | undefined {
  if (!ids || ids.length === 0) {
    return undefined;
  }
  const wanted = new Set(ids);
  return new Set(items.filter(({ id }) => wanted.has(id)).map(({ index }) => index));
}

function withSubGroups(account: Account, named: Set<number>): Set<number> {
  const inside = account.groups.filter(({ index }) => lineage(account, index).some((group) => named.has(group)));
  return new Set(inside.map(({ index }) => index));
}

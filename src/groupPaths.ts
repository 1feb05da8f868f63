import type { AgentGroup } from './resources';

/** The main group holds all others: naming it before each of them would tell nothing. */
const mainGroup = '-1';

const separator = ' / ';

/**
 * The names of agent groups with the groups above them, by id: `Sales / Evening`. The main group is left out but
 * where it is itself named. Groups that are said to be above each other are named once each.
 */
export function groupPaths(groups: AgentGroup[]): Map<string, string> {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const pathOf = (group: AgentGroup): string => {
    const names: string[] = [];
    const seen = new Set<string>();
    let current: AgentGroup | undefined = group;
    while (current && !seen.has(current.id)) {
      seen.add(current.id);
      names.unshift(current.name);
      current = current.parentId === mainGroup ? undefined : byId.get(current.parentId ?? '');
    }
    return names.join(separator);
  };
  return new Map(groups.map((group) => [group.id, pathOf(group)]));
}

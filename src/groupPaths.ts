import type { AgentGroup } from './resources';

/** The main group is the root of all others, so that paths leave it out. */
const mainGroup = '-1';

const separator = ' / ';

/**
 * The paths of agent groups from the root, by id: `Sales / Evening`. The main group is left out except in its own path.
 * In a cycle each group is named once.
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

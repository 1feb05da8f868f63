import type { ClassicDashboard } from './dashboard';
import { pluginId } from './variables';

/** What a copy shows in place of what a viewer would choose. Ids; an empty list means all. */
export interface Fixed {
  /** The uid of a data source. */
  datasource: string;
  skills: string[];
  groups: string[];
}

type Property = [key: string, value: unknown];

const isLink = (property: unknown) => (property as { id?: unknown }).id === 'links';

/** One property of the copy: references and filters are fixed, links have nowhere to lead. */
function fix([key, value]: Property, { datasource, skills, groups }: Fixed): unknown {
  if (key === 'datasource') {
    return { type: pluginId, uid: datasource };
  }
  if (key === 'filter') {
    return { ...(value as object), skills, groups, agents: undefined };
  }
  if (key === 'links') {
    return [];
  }
  return key === 'properties' ? (value as unknown[]).filter((property) => !isLink(property)) : value;
}

/**
 * A copy of a dashboard for people who do not sign in. Grafana replaces no variables there, so the copy has none; its
 * links would lead to dashboards that they may not see, so it has none either.
 */
export function publicCopy(dashboard: ClassicDashboard, fixed: Fixed): ClassicDashboard {
  const copy = JSON.parse(JSON.stringify(dashboard), (key, value: unknown) =>
    fix([key, value], fixed)
  ) as ClassicDashboard;
  return {
    ...copy,
    uid: `${copy.uid}-public`,
    title: `${copy.title} (public)`,
    // Without the tag of the others, whose menu of dashboards would list it.
    tags: ['liveperson-public'],
    templating: { list: [] },
  };
}

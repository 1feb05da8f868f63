import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import { withoutAccountLevels } from './accountLevels';
import type { ClassicDashboard } from './dashboard';
import { pluginId } from './variables';

/** The fixed values of the variables in a public copy. Ids; an empty list means all. */
export interface FixedFilters {
  /** The uid of a data source. */
  datasource: string;
  skills: string[];
  groups: string[];
}

type Property = [key: string, value: unknown];

const isLink = (property: unknown) => (property as { id?: unknown }).id === 'links';

const listIds = (ids: string[]) => (ids.length > 0 ? ids.join(', ') : 'All');

/** Removes links from Markdown, and replaces variables by ids. */
function replaceVariables(text: string, { skills, groups }: FixedFilters): string {
  return text
    .replace(/\[[^\]]*\]\([^)]*\) · /g, '')
    .replaceAll('${skill:text}', listIds(skills))
    .replaceAll('${group:text}', listIds(groups));
}

/** One property of the copy: with fixed references and filters, without links. */
function fixProperty([key, value]: Property, fixed: FixedFilters): unknown {
  const { datasource, skills, groups } = fixed;
  if (key === 'datasource') {
    return { type: pluginId, uid: datasource };
  }
  if (key === 'filter') {
    return { ...(value as object), skills, groups, agents: undefined };
  }
  if (key === 'links') {
    return [];
  }
  if (key === 'content') {
    return replaceVariables(value as string, fixed);
  }
  return key === 'properties' ? (value as unknown[]).filter((property) => !isLink(property)) : value;
}

const withNeutralColours = (panel: Panel | RowPanel): Panel | RowPanel =>
  'panels' in panel
    ? { ...panel, panels: panel.panels.map(withoutAccountLevels) }
    : withoutAccountLevels(panel as Panel);

/**
 * A copy of a dashboard for Grafana's public dashboards, which support no variables: the copy has fixed filters instead.
 * It has no links, because anonymous viewers have no access to their targets. With filters, counts have no level colours,
 * because their levels are for the whole account.
 */
export function publicCopy(dashboard: ClassicDashboard, fixed: FixedFilters): ClassicDashboard {
  const copy = JSON.parse(JSON.stringify(dashboard), (key, value: unknown) =>
    fixProperty([key, value], fixed)
  ) as ClassicDashboard;
  const isFiltered = fixed.skills.length > 0 || fixed.groups.length > 0;
  return {
    ...copy,
    panels: isFiltered ? copy.panels?.map(withNeutralColours) : copy.panels,
    uid: `${copy.uid}-public`,
    title: `${copy.title} (public)`,
    // Without the tag of the other dashboards, whose dropdown would list it.
    tags: ['liveperson-public'],
    templating: { list: [] },
  };
}

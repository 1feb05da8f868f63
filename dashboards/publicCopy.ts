import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import { withoutAccountLevels } from './accountLevels';
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

const inWords = (ids: string[]) => (ids.length > 0 ? ids.join(', ') : 'All');

/** Text in Markdown without its links, and with the ids of what it names. */
function fixText(text: string, { skills, groups }: Fixed): string {
  return text
    .replace(/\[[^\]]*\]\([^)]*\) · /g, '')
    .replaceAll('${skill:text}', inWords(skills))
    .replaceAll('${group:text}', inWords(groups));
}

/** One property of the copy: references and filters are fixed, links have nowhere to lead. */
function fix([key, value]: Property, fixed: Fixed): unknown {
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
    return fixText(value as string, fixed);
  }
  return key === 'properties' ? (value as unknown[]).filter((property) => !isLink(property)) : value;
}

const neutral = (panel: Panel | RowPanel): Panel | RowPanel =>
  'panels' in panel
    ? { ...panel, panels: panel.panels.map(withoutAccountLevels) }
    : withoutAccountLevels(panel as Panel);

/**
 * A copy of a dashboard for people who do not sign in. Grafana replaces no variables there, so the copy has none; its
 * links would lead to dashboards that they may not see, so it has none either. A copy of a part of the account does not
 * judge that part's counts by the levels of the whole.
 */
export function publicCopy(dashboard: ClassicDashboard, fixed: Fixed): ClassicDashboard {
  const copy = JSON.parse(JSON.stringify(dashboard), (key, value: unknown) =>
    fix([key, value], fixed)
  ) as ClassicDashboard;
  const isPart = fixed.skills.length > 0 || fixed.groups.length > 0;
  return {
    ...copy,
    panels: isPart ? copy.panels?.map(neutral) : copy.panels,
    uid: `${copy.uid}-public`,
    title: `${copy.title} (public)`,
    // Without the tag of the others, whose menu of dashboards would list it.
    tags: ['liveperson-public'],
    templating: { list: [] },
  };
}

import type { ClassicDashboard } from './dashboard';
import { alertListType } from './panels/alertList';
import { kpiOf } from './panels/kpiOptions';
import { allOptionVariables, averagingHours, averagingHoursText, pluginId } from './variables';

/** The fixed values of the variables in a public copy. Ids; an empty list means all. */
export interface FixedFilters {
  /** The uid of a data source. */
  datasource: string;
  skills: string[];
  groups: string[];
}

// Whoever has the address sees the copy, and the data source settings may give consumers names.
const consumer = 'conversation_consumer';
const consumerLine = `- **${kpiOf(consumer).label}**: ${kpiOf(consumer).description}\n`;

type Property = [key: string, value: unknown];

const optionNames: string[] = allOptionVariables;

const isLink = (property: unknown) => (property as { id?: unknown }).id === 'links';

const listIds = (ids: string[]) => (ids.length > 0 ? ids.join(', ') : 'All');

/** Removes links from Markdown, and replaces variables by ids. */
function replaceVariables(text: string, { skills, groups }: FixedFilters): string {
  return text
    .replace(/ · \[[^\]]*\]\([^)]*\)/g, '')
    .replaceAll('${skill:text}', listIds(skills))
    .replaceAll('${group:text}', listIds(groups))
    .replaceAll(averagingHoursText, averagingHours.text);
}

/** One property of the copy: with fixed references and filters, without links. */
function fixProperty([key, value]: Property, fixed: FixedFilters): unknown {
  const { datasource, skills, groups } = fixed;
  if (key === 'datasource') {
    return { type: pluginId, uid: datasource };
  }
  if (key === 'filter') {
    return { ...(value as object), skills, groups, agents: undefined, channels: undefined, states: undefined };
  }
  if (key === 'kpis') {
    return (value as string[]).filter((kpi) => kpi !== consumer);
  }
  if (key === 'description') {
    return (value as string).replace(consumerLine, '');
  }
  if (key === 'links') {
    return [];
  }
  if (key === 'content' || key === 'title') {
    return replaceVariables(value as string, fixed);
  }
  if (key === 'hours') {
    return typeof value === 'string' ? averagingHours.value : value;
  }
  if (optionNames.includes(key)) {
    return undefined;
  }
  return key === 'properties' ? (value as unknown[]).filter((property) => !isLink(property)) : value;
}

type Panels = NonNullable<ClassicDashboard['panels']>;

/** Panels without the list of alerts, which needs a sign-in; the panel above it gets its room. */
function withoutAlertList(panels: Panels = []): Panels {
  const list = panels.find(({ type }) => type === alertListType)?.gridPos;
  const isAbove = ({ gridPos }: Panels[number]) =>
    list && gridPos && gridPos.x === list.x && gridPos.y + gridPos.h === list.y;
  return panels
    .filter(({ type }) => type !== alertListType)
    .map((panel) =>
      list && panel.gridPos && isAbove(panel)
        ? { ...panel, gridPos: { ...panel.gridPos, h: panel.gridPos.h + list.h } }
        : panel
    );
}

/**
 * A copy of a dashboard for Grafana's public dashboards, which support no variables: the copy has fixed filters instead.
 * It has no links, because anonymous viewers have no access to their targets.
 */
export function publicCopy(dashboard: ClassicDashboard, fixed: FixedFilters): ClassicDashboard {
  const copy = JSON.parse(JSON.stringify(dashboard), (key, value: unknown) =>
    fixProperty([key, value], fixed)
  ) as ClassicDashboard;
  return {
    ...copy,
    panels: withoutAlertList(copy.panels),
    uid: `${copy.uid}-public`,
    title: `${copy.title} (public)`,
    // Without the tag of the other dashboards, whose dropdown would list it.
    tags: ['liveperson-public'],
    templating: { list: [] },
  };
}

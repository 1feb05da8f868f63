import { readFileSync } from 'node:fs';

import { accountDashboards } from '../scripts/project';
import type { PanelQuery } from './queries';

/** A panel of a dashboard's JSON. */
export interface PanelJson {
  id: number;
  type: string;
  title?: string;
  targets?: PanelQuery[];
  panels?: PanelJson[];
  collapsed?: boolean;
  options?: { legend?: { showLegend?: boolean } };
}

/** What tests need of a dashboard's JSON: its panels, without the rows. */
export interface DashboardJson {
  uid: string;
  title: string;
  /** All panels, including those of collapsed rows. */
  panels: PanelJson[];
  /** The panels that are visible when the dashboard is opened. */
  visiblePanels: PanelJson[];
}

/** The dashboard in a file. */
export function dashboardIn(file: string): DashboardJson {
  const { uid, title, panels } = JSON.parse(readFileSync(file, 'utf8')) as DashboardJson;
  const withoutRows = (all: PanelJson[]) => all.filter(({ type }) => type !== 'row');
  const all = panels.flatMap((one) => [one, ...(one.panels ?? [])]);
  return { uid, title, panels: withoutRows(all), visiblePanels: withoutRows(panels) };
}

/** The plugin's KPI dashboards. */
export const pluginDashboards = (): DashboardJson[] => accountDashboards().map(dashboardIn);

/** The dashboard with this uid. Throws if there is none. */
export function dashboardOf(uid: string): DashboardJson {
  const found = pluginDashboards().find((one) => one.uid === uid);
  if (!found) {
    throw new Error(`The plugin has no dashboard ${uid}.`);
  }
  return found;
}

/** The panel with this title. Throws if there is none, or more than one. */
export function panelIn(uid: string, title: string): PanelJson {
  const [panel, ...others] = dashboardOf(uid).panels.filter((one) => one.title === title);
  if (!panel || others.length > 0) {
    throw new Error(`The dashboard ${uid} has ${panel ? 'several panels' : 'no panel'} "${title}".`);
  }
  return panel;
}

/** The queries of the panels that are visible when a dashboard is opened. */
export const queriesIn = (uid: string): PanelQuery[] =>
  dashboardOf(uid).visiblePanels.flatMap(({ targets = [] }) => targets);

/** Reports whether a panel can be empty: at times no agent has its status, or no chat waits. */
export const mayBeEmpty = ({ targets = [] }: PanelJson): boolean =>
  targets.some(({ filter, kpis }) => filter?.agentStatus?.length || kpis?.join() === 'chat_longest_wait');

/** The text that a panel must contain. */
export function expectedText(panel: PanelJson): RegExp {
  if (!panel.targets?.length) {
    return /\S/;
  }
  return mayBeEmpty(panel) ? /\d|–/ : /\d/;
}

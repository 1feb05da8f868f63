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
  /** All, those of closed rows too. */
  panels: PanelJson[];
  /** Those that are there when it is opened. */
  visiblePanels: PanelJson[];
}

/** The dashboard in a file. */
export function dashboardIn(file: string): DashboardJson {
  const { uid, title, panels } = JSON.parse(readFileSync(file, 'utf8')) as DashboardJson;
  const withoutRows = (all: PanelJson[]) => all.filter(({ type }) => type !== 'row');
  const all = panels.flatMap((one) => [one, ...(one.panels ?? [])]);
  return { uid, title, panels: withoutRows(all), visiblePanels: withoutRows(panels) };
}

/** The dashboards of an account that the plugin brings along. */
export const pluginDashboards = (): DashboardJson[] => accountDashboards().map(dashboardIn);

/** One of those dashboards. Throws where there is none with this uid. */
export function dashboardOf(uid: string): DashboardJson {
  const found = pluginDashboards().find((one) => one.uid === uid);
  if (!found) {
    throw new Error(`The plugin brings no dashboard ${uid}.`);
  }
  return found;
}

/** The panel with this title. Throws where the dashboard has none, or several. */
export function panelIn(uid: string, title: string): PanelJson {
  const [panel, ...others] = dashboardOf(uid).panels.filter((one) => one.title === title);
  if (!panel || others.length > 0) {
    throw new Error(`The dashboard ${uid} has ${panel ? 'several panels' : 'no panel'} "${title}".`);
  }
  return panel;
}

/** What the panels ask that are there when a dashboard is opened. */
export const queriesIn = (uid: string): PanelQuery[] =>
  dashboardOf(uid).visiblePanels.flatMap(({ targets = [] }) => targets);

/** Whether a panel is about agents of one status: at some moments nobody is in it. */
export const mayBeEmpty = ({ targets = [] }: PanelJson): boolean =>
  targets.some(({ filter }) => filter?.agentStatus?.length);

/** What a panel's text has in it when all is well. */
export function expectedText(panel: PanelJson): RegExp {
  if (!panel.targets?.length) {
    return /\S/;
  }
  return mayBeEmpty(panel) ? /\d|–|Nobody/ : /\d/;
}

import { readFileSync } from 'node:fs';

import { accountDashboards } from '../scripts/project';

/** A panel of a dashboard's JSON. */
export interface PanelJson {
  id: number;
  type: string;
  title?: string;
  targets?: Array<{ filter?: { agentStatus?: string[] } }>;
  panels?: PanelJson[];
  options?: { legend?: { showLegend?: boolean } };
}

/** What tests need of a dashboard's JSON: its panels, those of closed rows too, without the rows. */
export interface DashboardJson {
  uid: string;
  title: string;
  panels: PanelJson[];
}

/** The dashboard in a file. */
export function dashboardIn(file: string): DashboardJson {
  const { uid, title, panels } = JSON.parse(readFileSync(file, 'utf8')) as DashboardJson;
  const all = panels.flatMap((one) => [one, ...(one.panels ?? [])]);
  return { uid, title, panels: all.filter(({ type }) => type !== 'row') };
}

/** The dashboards of an account that the plugin brings along. */
export const pluginsDashboards = (): DashboardJson[] => accountDashboards().map(dashboardIn);

/** What a panel's text has in it when all is well. At some moments nobody is in a status. */
export function soundText({ targets = [] }: PanelJson): RegExp {
  if (targets.length === 0) {
    return /\S/;
  }
  return targets.some(({ filter }) => filter?.agentStatus?.length) ? /\d|–|Nobody/ : /\d/;
}

import { join } from 'node:path';

import { agents } from './agents';
import { alertFile, recordingFile } from './alerting/files';
import { closed } from './closed';
import { current } from './current';
import type { ClassicDashboard } from './dashboard';
import { health } from './health';
import { kpiPage } from './kpiPage';
import { dashboardProvider, dataSourceProvider } from './provisioning';
import { type FixedFilters, publicCopy } from './publicCopy';
import { skills } from './skills';
import { wall } from './wall';

/** A generated file: its path, absolute or relative to the project, and its text. */
export interface Output {
  path: string;
  text: string;
}

const json = (dashboard: ClassicDashboard) => `${JSON.stringify(dashboard, null, 2)}\n`;

/** The KPI dashboards by file name. Alert rules link to the first one that shows their KPI. */
export const dashboards = (): Record<string, ClassicDashboard> => ({
  current: current(),
  closed: closed(),
  agents: agents(),
  skills: skills(),
  wall: wall(),
});

/** All files that `npm run dashboards` writes. */
export function outputs(): Output[] {
  const built = dashboards();
  return [
    ...Object.entries(built).map(([name, dashboard]) => ({
      path: `src/dashboards/${name}.json`,
      text: json(dashboard),
    })),
    { path: 'src/dashboards/health.json', text: json(health()) },
    { path: 'provisioning/dashboards/liveperson.yaml', text: dashboardProvider },
    { path: 'provisioning/datasources/liveperson.yaml', text: dataSourceProvider },
    { path: 'provisioning/alerting/liveperson.yaml', text: alertFile(Object.values(built)) },
    { path: 'docs/recording-rules.yaml', text: recordingFile() },
    { path: 'docs/kpis.md', text: kpiPage() },
  ];
}

/** Copies of all KPI dashboards for Grafana's public dashboards, as files of a folder. */
export function publicOutputs(folder: string, fixed: FixedFilters): Output[] {
  return Object.entries(dashboards()).map(([name, dashboard]) => ({
    path: join(folder, `${name}-public.json`),
    text: json(publicCopy(dashboard, fixed)),
  }));
}

import { join } from 'node:path';

import { agents } from './agents';
import { alertFile, recordingFile } from './alerting/files';
import { closed } from './closed';
import { current } from './current';
import type { ClassicDashboard } from './dashboard';
import { health } from './health';
import { kpiPage } from './kpiPage';
import { dashboardProvider, dataSourceProvider } from './provisioning';
import { type Fixed, publicCopy } from './publicCopy';
import { skills } from './skills';
import { wall } from './wall';

/** A file that is written from code: its path, absolute or from the top of the project, and its text. */
export interface Output {
  path: string;
  text: string;
}

const json = (dashboard: ClassicDashboard) => `${JSON.stringify(dashboard, null, 2)}\n`;

/** The dashboards by the name of their file, in the order in which people look for a KPI. */
export const dashboards = (): Record<string, ClassicDashboard> => ({
  current: current(),
  closed: closed(),
  agents: agents(),
  skills: skills(),
  wall: wall(),
});

/** Everything that `npm run dashboards` writes. */
export function outputs(): Output[] {
  const built = dashboards();
  return [
    ...Object.entries(built).map(([name, one]) => ({ path: `src/dashboards/${name}.json`, text: json(one) })),
    { path: 'src/dashboards/health.json', text: json(health()) },
    { path: 'provisioning/dashboards/liveperson.yaml', text: dashboardProvider },
    { path: 'provisioning/datasources/liveperson.yaml', text: dataSourceProvider },
    { path: 'provisioning/alerting/liveperson.yaml', text: alertFile(Object.values(built)) },
    { path: 'docs/recording-rules.yaml', text: recordingFile() },
    { path: 'docs/kpis.md', text: kpiPage() },
  ];
}

/** Copies of all dashboards for people who do not sign in, as files of a folder. */
export function publicOutputs(folder: string, fixed: Fixed): Output[] {
  return Object.entries(dashboards()).map(([name, one]) => ({
    path: join(folder, `${name}-public.json`),
    text: json(publicCopy(one, fixed)),
  }));
}

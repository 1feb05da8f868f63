import { current } from './current';
import type { ClassicDashboard } from './dashboard';
import { kpiPage } from './kpiPage';
import { dashboardProvider, dataSourceProvider } from './provisioning';
import { skills } from './skills';

/** A file that is written from code: its path from the top of the project, and its text. */
export interface Output {
  path: string;
  text: string;
}

const json = (dashboard: ClassicDashboard) => `${JSON.stringify(dashboard, null, 2)}\n`;

/** Everything that `npm run dashboards` writes. */
export function outputs(): Output[] {
  return [
    { path: 'src/dashboards/current.json', text: json(current()) },
    { path: 'src/dashboards/skills.json', text: json(skills()) },
    { path: 'provisioning/dashboards/liveperson.yaml', text: dashboardProvider },
    { path: 'provisioning/datasources/liveperson.yaml', text: dataSourceProvider },
    { path: 'docs/kpis.md', text: kpiPage() },
  ];
}

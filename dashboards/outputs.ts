import { join } from 'node:path';

import { agents } from './agents';
import { alertFile, copiedAlertFile, recordingFile } from './alerting/files';
import { provisionedUid } from './alerting/model';
import { chat } from './chat';
import { closed } from './closed';
import { current } from './current';
import type { ClassicDashboard } from './dashboard';
import { health } from './health';
import { kpiPage } from './kpiPage';
import { monitoring } from './monitoring';
import { type CopyNames, prefixedCopy } from './prefixedCopy';
import { dashboardProvider, dataSourceProvider, provisionedName } from './provisioning';
import { type FixedFilters, publicCopy } from './publicCopy';
import { forImport, withDataSource } from './selectedDataSource';
import { sessions } from './sessions';
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
  monitoring: monitoring(),
  sessions: sessions(),
  chat: chat(),
  wall: wall(),
});

/** All files that `npm run dashboards` writes; alerts link to the runbook, if there is one. */
export function outputs(runbook?: string): Output[] {
  const built = dashboards();
  return [
    ...Object.entries({ ...built, health: health() }).flatMap(([name, dashboard]) => [
      { path: `src/dashboards/${name}.json`, text: json(forImport(dashboard)) },
      {
        path: `provisioning/dashboards/liveperson/${name}.json`,
        text: json(withDataSource(dashboard, provisionedUid, provisionedName)),
      },
    ]),
    { path: 'provisioning/dashboards/liveperson.yaml', text: dashboardProvider },
    { path: 'provisioning/datasources/liveperson.yaml', text: dataSourceProvider },
    { path: 'provisioning/alerting/liveperson.yaml', text: alertFile(Object.values(built), runbook) },
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

/**
 * A second set of all dashboards, as files of a folder. With a data source of its own it has alert rules, too; over the
 * same one, each alert would fire twice.
 */
export function prefixedOutputs(folder: string, names: CopyNames, runbook?: string): Output[] {
  const copies = Object.entries({ ...dashboards(), health: health() }).map(
    ([name, dashboard]) => [name, prefixedCopy(dashboard, names)] as const
  );
  const files = copies.map(([name, copy]) => ({ path: join(folder, `${name}.json`), text: json(copy) }));
  const rules = copiedAlertFile(
    copies.map(([, copy]) => copy),
    names,
    runbook
  );
  return names.datasource ? [...files, { path: join(folder, 'alerting.yaml'), text: rules }] : files;
}

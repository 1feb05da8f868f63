import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { accountDashboards } from './project';

/** A dashboard of an account as a page. */
export interface Page {
  /** The name of its file, without the ending. */
  name: string;
  /** Its title, without LivePerson's name before it. */
  title: string;
  /** Its address in Grafana and in the preview, such as `/d/liveperson-current`. */
  path: string;
}

interface DashboardJson {
  uid: string;
  title: string;
  /** Hidden where a dashboard is meant for a screen of its own, without Grafana around it. */
  timepicker: { hidden?: boolean };
}

/** The pages of an account, in the order in which the plugin names its dashboards. */
export function pages(): Page[] {
  return accountDashboards().map((file) => {
    const { uid, title, timepicker } = JSON.parse(readFileSync(file, 'utf8')) as DashboardJson;
    const path = `/d/${uid}${timepicker.hidden ? '?kiosk' : ''}`;
    return { name: basename(file, '.json'), title: title.replace(/^LivePerson: /, ''), path };
  });
}

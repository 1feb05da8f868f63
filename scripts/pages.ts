import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { accountDashboards } from './project';

/** A dashboard of an account as a page: the name of its file, its title, and its path in Grafana and in the preview. */
export interface Page {
  name: string;
  title: string;
  path: string;
}

/** The pages of an account, in the order in which the plugin names its dashboards. */
export function pages(): Page[] {
  return accountDashboards().map((file) => {
    const { uid, title, timepicker } = JSON.parse(readFileSync(file, 'utf8')) as {
      uid: string;
      title: string;
      /** Hidden where a dashboard is meant for a screen of its own, without Grafana around it. */
      timepicker: { hidden?: boolean };
    };
    const path = `/d/${uid}${timepicker.hidden ? '?kiosk' : ''}`;
    return { name: basename(file, '.json'), title: title.replace(/^LivePerson: /, ''), path };
  });
}

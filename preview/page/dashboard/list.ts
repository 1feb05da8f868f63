import type { DataSourcePluginMeta } from '@grafana/data';
import type { Dashboard } from '@grafana/schema';

import { backend } from '../grafana/backend';
import { pluginFolder } from '../grafana/dataSources';

/** The dashboards that the plugin brings, as its built folder has them. */
export function loadDashboards({ includes = [] }: DataSourcePluginMeta): Promise<Dashboard[]> {
  const files = includes.filter(({ type }) => type === 'dashboard');
  return Promise.all(files.map(({ path }) => backend.get<Dashboard>(`${pluginFolder}/${path}`)));
}

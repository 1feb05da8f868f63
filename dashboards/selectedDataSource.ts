import type { ClassicDashboard } from './dashboard';
import { pluginId } from './variables';

const pluginName = 'LivePerson KMM';

// Grafana asks for its value at an import, or takes the data source on whose Dashboards tab it is imported.
const input = { name: 'DS_LIVEPERSON', label: pluginName, type: 'datasource', pluginId, pluginName };

/** A dashboard that opens with this data source, named by its uid. Without a choice, Grafana takes the first one by name. */
export function withDataSource(dashboard: ClassicDashboard, uid: string, name = uid): ClassicDashboard {
  const current = { selected: true, text: name, value: uid };
  const list = dashboard.templating.list?.map((one) => (one.name === 'datasource' ? { ...one, current } : one));
  return { ...dashboard, templating: { list } };
}

/** The dashboard for an import into a Grafana, which opens with the data source that is chosen there. */
export const forImport = (dashboard: ClassicDashboard): ClassicDashboard & { __inputs: unknown[] } => ({
  __inputs: [input],
  ...withDataSource(dashboard, `\${${input.name}}`),
});

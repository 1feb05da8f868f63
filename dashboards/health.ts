import { DashboardLinkType, DatasourceVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type ClassicDashboard, dashboard } from './dashboard';
import { placeInLine, place, type Section } from './layout';
import { textPanel } from './panels/text';
import { healthPanels } from './panels/health';
import { prometheus } from './panels/prometheus';
import { pluginId } from './variables';

// Without Prometheus the panels show errors that do not explain what is missing.
const requirements = textPanel(
  `Needs a Prometheus that collects this plugin's metrics, from \`/metrics/plugins/${pluginId}\` of this Grafana, and that is a data source here (selected above). How: docs/health.md of the plugin.`
);

const screen: Section = {
  panels: [
    place(requirements, 0, 0, 24, 2),
    ...placeInLine(healthPanels.numbers, [6, 5, 5, 4, 4], 2, 4),
    ...placeInLine(healthPanels.requests, [8, 8, 8], 6, 9),
    ...placeInLine(healthPanels.lookups, [6, 6, 6, 6], 15, 9),
  ],
};

// Its value is the uid, which is also the label of the metrics and the variable of the other dashboards.
const dataSourceVariable = new DatasourceVariableBuilder('datasource').label('Account').type(pluginId).build();
const prometheusVariable = new DatasourceVariableBuilder('prometheus')
  .label('Prometheus')
  .type(prometheus.type)
  .build();

const kpiDashboards = {
  title: 'LivePerson dashboards',
  type: DashboardLinkType.Dashboards,
  icon: 'external link',
  tooltip: '',
  tags: ['liveperson'],
  asDropdown: true,
  targetBlank: false,
  includeVars: true,
  keepTime: true,
};

/**
 * The health of the data source, for operators: its own metrics, which a Prometheus must scrape (docs/health.md). It has a
 * tag of its own, so that the dropdown of the KPI dashboards does not list it.
 */
export function health(): ClassicDashboard {
  const base = dashboard({
    uid: 'liveperson-health',
    title: 'LivePerson: Data source health',
    description:
      'Requests of the data source to LivePerson, cache and response times. Needs a Prometheus that scrapes the metrics of the plugin; without one it stays empty. See docs/health.md.',
    sections: [screen],
    variables: [],
    hasNoStatus: true,
  });
  return {
    ...base,
    tags: ['liveperson-health'],
    templating: { list: [prometheusVariable, dataSourceVariable] },
    links: [kpiDashboards],
  };
}

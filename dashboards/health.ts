import {
  CustomVariableBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  VariableHide,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { type ClassicDashboard, dashboard } from './dashboard';
import { placeInLine, place, type Section } from './layout';
import { textPanel } from './panels/text';
import { healthPanels } from './panels/health';
import { metricsName, prometheus } from './panels/prometheus';
import { pluginId } from './variables';

// Without a Prometheus the panels are empty, which does not explain what is missing.
const requirements = textPanel(
  `This dashboard requires a Prometheus data source that scrapes \`/metrics/plugins/${pluginId}\` from this Grafana server. If the panels are empty, [add one](/connections/datasources/prometheus) and reload this page.`
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

// The built-in data source that shows the results of other panels, here of none. Without a Prometheus, the variable above
// has no value, which is an error in every panel; this one is its value, if there is one, else a data source without data.
const metricsVariable = new CustomVariableBuilder(metricsName)
  .values('${prometheus}, -- Dashboard --')
  .hide(VariableHide.HideVariable)
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
      'Requests from the data source to LivePerson, cache use and response times. Requires a Prometheus data source that scrapes the metrics of the plugin. See docs/health.md.',
    sections: [screen],
    variables: [],
    hasNoStatus: true,
  });
  return {
    ...base,
    tags: ['liveperson-health'],
    templating: { list: [prometheusVariable, metricsVariable, dataSourceVariable] },
    links: [kpiDashboards],
  };
}

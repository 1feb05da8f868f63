import { DashboardLinkType, DatasourceVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type ClassicDashboard, dashboard } from './dashboard';
import { inLine, place, type Section } from './layout';
import { words } from './panels/heading';
import { operation } from './panels/operation';
import { prometheus } from './panels/prometheus';
import { pluginId } from './variables';

// Without a Prometheus every panel is an error that does not say what is missing.
const needs = words(
  `Needs a Prometheus that collects this plugin's metrics, from \`/metrics/plugins/${pluginId}\` of this Grafana, and that is a data source here (chosen above). How: docs/health.md of the plugin.`
);

const screen: Section = {
  panels: [
    place(needs, 0, 0, 24, 2),
    ...inLine(operation.numbers, [6, 5, 5, 4, 4], 2, 4),
    ...inLine(operation.requests, [8, 8, 8], 6, 9),
    ...inLine(operation.answers, [6, 6, 6, 6], 15, 9),
  ],
};

// Its value is the uid, which is the label of the metrics; the address of the other dashboards has it too.
const account = new DatasourceVariableBuilder('datasource').label('Account').type(pluginId).build();
const store = new DatasourceVariableBuilder('prometheus').label('Prometheus').type(prometheus.type).build();

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
 * What the data source itself does, for who operates it: drawn from its own metrics, which a Prometheus must scrape
 * (docs/health.md). It has a tag of its own, so that the menu of the KPI dashboards, for other people, does not list it.
 */
export function health(): ClassicDashboard {
  const shared = dashboard({
    uid: 'liveperson-health',
    title: 'LivePerson: Data source health',
    description:
      'What the data source asks of LivePerson and what becomes of it. Needs a Prometheus that scrapes the metrics of the plugin; without one it stays empty. See docs/health.md.',
    sections: [screen],
    choices: [],
  });
  return {
    ...shared,
    tags: ['liveperson-health'],
    templating: { list: [store, account] },
    links: [kpiDashboards],
  };
}

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { type Panel, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

/** Grafana's type of panels that list alerts, which its Foundation SDK does not have. */
export const alertListType = 'alertlist';

const byImportance = 3;

const options = {
  viewMode: 'list',
  groupMode: 'default',
  groupBy: [],
  showInstances: true,
  maxItems: 20,
  sortOrder: byImportance,
  dashboardAlerts: false,
  alertName: '',
  alertInstanceLabelFilter: '{source="liveperson"}',
  showInactiveAlerts: false,
  stateFilter: { firing: true, pending: true, recovering: true, noData: false, normal: false, error: true },
};

/** A list of the alerts of the rules that come with the dashboards: firing, pending or failing. */
export function alertList(title: string): cog.Builder<Panel> {
  return new PanelBuilder()
    .type(alertListType)
    .title(title)
    .description(
      'Firing, pending and error alerts of the LivePerson rules in this Grafana organization, for all accounts, skills and agent groups.'
    )
    .options(options);
}

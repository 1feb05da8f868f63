import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { type Panel, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

/** Grafana's type of panels that list alerts, which its Foundation SDK does not have. */
export const alertListType = 'alertlist';

const newestFirst = 5;

// Alerts of the account as a whole have no skill, so that the empty text matches, too. Before `*`, which stands for all
// skills, the group makes it a pattern of any text. Before an id, it also lets through one that is longer by a character in
// front; ids of an account are of the same length.
const ofSelectedSkills = '|(.|)${skill:pipe}';

const options = {
  viewMode: 'list',
  groupMode: 'default',
  groupBy: [],
  // Open, one alert would fill the panel with its labels.
  showInstances: false,
  maxItems: 20,
  sortOrder: newestFirst,
  dashboardAlerts: false,
  alertName: '',
  alertInstanceLabelFilter: `{source="liveperson",datasource="\${datasource}",skillId=~"${ofSelectedSkills}"}`,
  showInactiveAlerts: false,
  stateFilter: { firing: true, pending: true, recovering: true, noData: false, normal: false, error: true },
};

/**
 * A list of the alerts of the rules that come with the dashboards: firing, pending or failing. `name` is a part of the
 * names of those rules that it lists; empty means all.
 */
export function alertList(title: string, name = ''): cog.Builder<Panel> {
  return new PanelBuilder()
    .type(alertListType)
    .title(title)
    .description(
      'Firing, pending, recovering and error alerts of the rules that come with these dashboards, for the whole account and the selected skills. The group filter is ignored. Click the number of instances to see their skill and severity; those hidden by filters are normal. For the load, time to first response, CSAT and chat abandon rate of a skill, only the critical level has alerts.'
    )
    .options({ ...options, alertName: name });
}

import { stringify } from 'yaml';

import type { ClassicDashboard } from '../dashboard';
import { healthRule } from './health';
import { folder, type Rule, type RuleGroup } from './model';
import { panelFinder } from './panelOf';
import { recordingGroups } from './recording';
import { ruleOf } from './rule';
import { watched } from './watched';

const origin =
  '# Written by `npm run dashboards` from the levels in catalogue/kpis.json, which are also the colours.\n';

const howToRecord = `# Written by \`npm run dashboards\`. Rules that keep LivePerson's numbers beyond LivePerson's own retention; off by default.
# To switch them on: in Grafana's configuration set [recording_rules] enabled = true and default_datasource_uid = the uid
# of a Prometheus data source that can be written to, and put this file beside provisioning/alerting/liveperson.yaml.
# Grafana writes to /api/v1/write if that data source's "Prometheus type" is Prometheus (which must run with
# --web.enable-remote-write-receiver), else to the address of Mimir: /api/v1/push.
# To switch them off: [recording_rules] enabled = false. Without this file, Grafana keeps the rules that it has read.
`;

/** All alert rules: of the KPIs that are watched, and of the data source's own health. */
export function alertRules(dashboards: ClassicDashboard[]): Rule[] {
  return alertGroups(dashboards).flatMap(({ rules }) => rules);
}

// Health is looked at more often than KPIs, so that it is known before anybody wonders why nothing fires.
function alertGroups(dashboards: ClassicDashboard[]): RuleGroup[] {
  const panelOf = panelFinder(dashboards);
  const health = [healthRule(panelOf('open_conversations', 'account'))];
  const kpis = watched.flatMap((one) =>
    one.severities.map((severity) => ruleOf(one, severity, panelOf(one.kpi, one.rows)))
  );
  return [
    { orgId: 1, name: 'LivePerson health', folder, interval: '30s', rules: health },
    { orgId: 1, name: 'LivePerson', folder, interval: '1m', rules: kpis },
  ];
}

// By way of JSON, so that objects that rules share are written out and functions are not.
function write(groups: RuleGroup[]): string {
  return stringify(JSON.parse(JSON.stringify({ apiVersion: 1, groups })));
}

/** Grafana's provisioning file of the alert rules. */
export function alertFile(dashboards: ClassicDashboard[]): string {
  return origin + write(alertGroups(dashboards));
}

/** A provisioning file of recording rules, for an operator to put in place. */
export const recordingFile = (): string => howToRecord + write(recordingGroups());

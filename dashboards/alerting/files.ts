import { stringify } from 'yaml';

import type { ClassicDashboard } from '../dashboard';
import type { CopyNames } from '../prefixedCopy';
import { copyGroups } from './copy';
import { healthRule } from './health';
import { folder, type Rule, type RuleGroup } from './model';
import { panelFinder } from './panelFinder';
import { recordingGroups } from './recording';
import { ruleOf } from './rule';
import { alertKpis } from './alertKpis';

const generatedNote =
  '# Written by `npm run dashboards` from the levels in catalogue/kpis.json, which are also the colours.\n';

const recordingInstructions = `# Written by \`npm run dashboards\`. Rules that keep LivePerson's numbers beyond LivePerson's own retention; off by default.
# To switch them on: in Grafana's configuration set [recording_rules] enabled = true and default_datasource_uid = the uid
# of a Prometheus data source that can be written to, and put this file beside provisioning/alerting/liveperson.yaml.
# Series of skills have the labels skill and skillId; sum by skillId where a skill was renamed.
# Grafana writes to /api/v1/write if that data source's "Prometheus type" is Prometheus (which must run with
# --web.enable-remote-write-receiver), else to the address of Mimir: /api/v1/push.
# To switch them off: [recording_rules] enabled = false. Without this file, Grafana keeps the rules that it has read.
`;

/** All alert rules: those of KPIs, and the health rule of the data source. */
export function alertRules(dashboards: ClassicDashboard[]): Rule[] {
  return alertGroups(dashboards).flatMap(({ rules }) => rules);
}

// The health rule is evaluated more often than the KPI rules, because they depend on it.
function alertGroups(dashboards: ClassicDashboard[]): RuleGroup[] {
  const panelOf = panelFinder(dashboards);
  const health = [healthRule(panelOf('open_conversations', 'account'))];
  const kpis = alertKpis.flatMap((one) =>
    one.severities.map((severity) => ruleOf(one, severity, panelOf(one.kpi, one.rows)))
  );
  return [
    { orgId: 1, name: 'LivePerson health', folder, interval: '30s', rules: health },
    { orgId: 1, name: 'LivePerson', folder, interval: '1m', rules: kpis },
  ];
}

// Through JSON, so that shared objects become copies instead of YAML anchors, and functions are dropped.
function toYaml(groups: RuleGroup[]): string {
  return stringify(JSON.parse(JSON.stringify({ apiVersion: 1, groups })));
}

/** Grafana's provisioning file of the alert rules. */
export function alertFile(dashboards: ClassicDashboard[]): string {
  return generatedNote + toYaml(alertGroups(dashboards));
}

/** The same for copies of the dashboards, over another data source. */
export const copiedAlertFile = (copies: ClassicDashboard[], names: CopyNames): string =>
  generatedNote + toYaml(copyGroups(alertGroups(copies), names));

/** A provisioning file of recording rules, for an operator to put in place. */
export const recordingFile = (): string => recordingInstructions + toYaml(recordingGroups());

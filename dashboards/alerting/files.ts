import { partition } from 'lodash';
import { stringify } from 'yaml';

import { isChat, type RowKind } from '../../catalogue';
import type { ClassicDashboard } from '../dashboard';
import { kpiOf } from '../panels/kpiOptions';
import type { CopyNames } from '../prefixedCopy';
import { type AlertKpi, alertKpis } from './alertKpis';
import { copyGroups, copyUids } from './copy';
import { healthRule } from './health';
import type { RuleLinks } from './links';
import { folder, type Rule, type RuleGroup } from './model';
import { panelFinder } from './panelFinder';
import { recordingGroups } from './recording';
import { replacedRules } from './replaced';
import { ruleOf } from './rule';

const generatedNote = `# Written by \`npm run dashboards\`. The levels at which these rules fire are in the data source settings, like those of
# panel colors. Rules of earlier versions are deleted.
`;

const recordingInstructions = `# Written by \`npm run dashboards\`. Rules that keep data beyond LivePerson's own retention; off by default.
# To enable them, set [recording_rules] enabled = true and default_datasource_uid = the UID of a writable Prometheus data
# source in Grafana's configuration, and put this file next to provisioning/alerting/liveperson.yaml.
# Series of skills have the labels skill and skillId; sum by skillId if a skill was renamed.
# Grafana writes to /api/v1/write if that data source's "Prometheus type" is Prometheus (which must run with
# --web.enable-remote-write-receiver), otherwise to Mimir's /api/v1/push.
# For an account without chat, remove the groups of chat: their rules would fail.
# To disable them, set [recording_rules] enabled = false: if you remove this file, Grafana keeps the rules.
`;

/** What differs between files of rules. */
interface AlertOptions {
  /** The address of the runbook that alerts link to; `{kpi}` in it stands for a KPI's id. */
  runbook?: string;
  /** The account for the label of the health rule. */
  account?: string;
}

/** All alert rules: those of KPIs, and the health rule of the data source. */
export function alertRules(dashboards: ClassicDashboard[], options?: AlertOptions): Rule[] {
  return alertGroups(dashboards, options).flatMap(({ rules }) => rules);
}

// The health rule is evaluated more often than the KPI rules, because they depend on it. Rules of chat are a group of their
// own, which an account without chat can leave out.
function alertGroups(dashboards: ClassicDashboard[], { runbook, account }: AlertOptions = {}): RuleGroup[] {
  const panelOf = panelFinder(dashboards);
  const linksOf = (kpi: string, rows: RowKind): RuleLinks => ({
    panel: panelOf(kpi, rows),
    dashboard: (panelOf(kpi, 'account') ?? panelOf(kpi, rows))?.dashboardUid,
    runbook,
  });
  const health = [healthRule(linksOf('open_conversations', 'account'), account)];
  const rulesOf = (all: AlertKpi[]) => all.map((one) => ruleOf(one, linksOf(one.kpi, one.rows)));
  const [ofChat, ofMessaging] = partition(alertKpis, ({ kpi }) => isChat(kpiOf(kpi)));
  return [
    { orgId: 1, name: 'LivePerson health', folder, interval: '30s', rules: health },
    { orgId: 1, name: 'LivePerson', folder, interval: '1m', rules: rulesOf(ofMessaging) },
    { orgId: 1, name: 'LivePerson chat', folder, interval: '1m', rules: rulesOf(ofChat) },
  ];
}

// Through JSON, so that shared objects become copies instead of YAML anchors, and functions are dropped.
const toYaml = (part: object): string => stringify(JSON.parse(JSON.stringify({ apiVersion: 1, ...part })));

const deleteRules = (uids: string[]) => uids.map((uid) => ({ orgId: 1, uid }));

/** Grafana's provisioning file of the alert rules. */
export function alertFile(dashboards: ClassicDashboard[], runbook?: string): string {
  // The account of the provisioned data source: Grafana replaces $NAMES in the labels of rules.
  const groups = alertGroups(dashboards, { runbook, account: '$LP_ACCOUNT_ID' });
  return generatedNote + toYaml({ deleteRules: deleteRules(replacedRules), groups });
}

/** The same for copies of the dashboards, over another data source. */
export function copiedAlertFile(copies: ClassicDashboard[], names: CopyNames, runbook?: string): string {
  const groups = copyGroups(alertGroups(copies, { runbook }), names);
  return generatedNote + toYaml({ deleteRules: deleteRules(copyUids(replacedRules, names)), groups });
}

/** A provisioning file of recording rules, for an operator to put in place. */
export const recordingFile = (): string => recordingInstructions + toYaml({ groups: recordingGroups() });

import type { AlertRowKind } from '../../catalogue';
import { provisionedUid } from './model';
import type { PanelRef } from './panelFinder';

/** Where the texts of a rule lead. Absent ones are left out. */
export interface RuleLinks {
  /** The panel that shows the KPI for the rule's rows. */
  panel?: PanelRef;
  /** The uid of the dashboard that shows, filtered by a skill, the KPI of that skill. */
  dashboard?: string;
  /** The address of a runbook, in which `{kpi}` stands for the KPI's id. */
  runbook?: string;
}

const filters: Record<AlertRowKind, string> = {
  account: '',
  skill: '{{ with $labels.skillId }}&var-skill={{ . }}{{ end }}',
};

// Grafana's own link to the panel of an alert has neither data source nor filter.
const dashboardUrl = (uid: string, rows: AlertRowKind) =>
  `{{ externalURL }}d/${uid}?var-datasource=${provisionedUid}${filters[rows]}`;

/** The annotations that link an alert to its dashboard, filtered by the alert's skill, to its panel and to the runbook. */
export const linkAnnotations = ({ panel, dashboard, runbook }: RuleLinks, rows: AlertRowKind, kpi: string) => ({
  ...(dashboard && { dashboard_url: dashboardUrl(dashboard, rows) }),
  ...(runbook && { runbook_url: runbook.replaceAll('{kpi}', kpi) }),
  ...(panel && { __dashboardUid__: panel.dashboardUid, __panelId__: String(panel.panelId) }),
});

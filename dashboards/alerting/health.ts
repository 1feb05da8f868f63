import { linkAnnotations, type RuleLinks } from './links';
import { expressionStep, queryStep, type Rule, ruleLabels } from './model';

const probeKpi = 'open_conversations';

/**
 * The rule for outages of LivePerson. Its threshold is never reached: it fires on errors and on missing data, which have
 * no label `account`, so that it needs one of its own.
 */
export function healthRule(links: RuleLinks, account?: string): Rule {
  const impossible = { evaluator: { type: 'lt', params: [0] } };
  return {
    uid: 'lp-health',
    title: 'LivePerson does not respond',
    condition: 'B',
    data: [
      queryStep(probeKpi, 'account'),
      expressionStep({ refId: 'B', type: 'threshold', expression: 'A', conditions: [impossible] }),
    ],
    noDataState: 'Alerting',
    execErrState: 'Alerting',
    // No pending period: the data source itself serves stale values to alert rules for a while (`staleForAlerts`).
    for: '0s',
    ...links.panel,
    annotations: {
      summary: 'Grafana is not getting data from LivePerson',
      description:
        'The latest data from LivePerson is more than a minute old, or there is none. Dashboards show older values or errors, and alerts of the other rules that are firing keep firing. To find the cause, open the settings of the data source of this rule and select Save & test.',
      ...linkAnnotations(links, 'account', 'health'),
    },
    labels: { ...ruleLabels, severity: 'critical', ...(account && { account }) },
  };
}

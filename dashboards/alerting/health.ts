import { linkAnnotations, type RuleLinks } from './links';
import { expressionStep, queryStep, type Rule } from './model';

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
      summary: 'Grafana gets no numbers from LivePerson',
      description:
        'The newest numbers from LivePerson are more than a minute old, or there are none: dashboards show older values, and alert rules are blind. Test the data source of this rule on its settings page to see why. The other rules keep their last state.',
      ...linkAnnotations(links, 'account', 'health'),
    },
    labels: { severity: 'critical', source: 'liveperson', ...(account && { account }) },
  };
}

import { ask, express, type Rule } from './model';
import type { PanelPlace } from './panelOf';

const seen = 'open_conversations';

/** The rule that tells that LivePerson does not answer, or not with numbers. It fires by its two states only. */
export function healthRule({ dashboardUid, panelId }: PanelPlace): Rule {
  const never = { evaluator: { type: 'lt', params: [0] } };
  return {
    uid: 'lp-health',
    title: 'LivePerson does not answer',
    condition: 'B',
    data: [ask(seen, 'account'), express({ refId: 'B', type: 'threshold', expression: 'A', conditions: [never] })],
    noDataState: 'Alerting',
    execErrState: 'Alerting',
    // The data source itself lets alert rules have an older answer for a while (`staleForAlerts`).
    for: '0s',
    dashboardUid,
    panelId,
    annotations: {
      summary: 'Grafana gets no numbers from LivePerson',
      description:
        'The newest numbers from LivePerson are more than a minute old, or there are none: dashboards show older values, and alert rules are blind. Open the data source "LivePerson KMM" and press "Save & test" to see why. The other rules keep their last state.',
      __dashboardUid__: dashboardUid,
      __panelId__: String(panelId),
    },
    labels: { severity: 'critical', source: 'liveperson' },
  };
}

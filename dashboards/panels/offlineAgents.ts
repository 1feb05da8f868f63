import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { applyKpi, kpiOf } from './kpiOptions';

/** How many agents are offline. LivePerson has no such number: Grafana counts the rows. */
export function offlineAgents(): StatBuilder {
  const status = kpiOf('agent_current_status');
  const query = { rows: 'agent' as const, kpis: [status.id], agentStatus: ['OFFLINE' as const] };
  return applyKpi(new StatBuilder(), status, query)
    .title('Offline')
    .description('Agents with messaging slots who are not logged in, including those who have never logged in.')
    .unit('none')
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.None)
    .textMode(BigValueTextMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().values(false).calcs(['count']).fields('/Status/'));
}

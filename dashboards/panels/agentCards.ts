import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import type { AgentStatus } from '../../src/query/model';
import { missingValue } from '../thresholds';
import { applyKpi, showAllRows, kpiOf, textUnit } from './kpiOptions';

// Grafana's limit of values in a panel.
const maxCards = 25;

/** A card for each agent of a status, with name and load, in the colour of the load, highest first. */
export function agentCards(title: string, status: AgentStatus): StatBuilder {
  const load = kpiOf('agent_load');
  const query = {
    rows: 'agent' as const,
    kpis: [load.id],
    orderBy: { kpi: load.id, desc: true },
    limit: maxCards,
    agentStatus: [status],
    levelColors: 'background' as const,
  };
  return (
    applyKpi(new StatBuilder(), load, query)
      .title(title)
      .description(
        `Only the ${maxCards} agents of this status with the highest load. ${load.label}: ${load.description}`
      )
      .graphMode(BigValueGraphMode.None)
      .colorMode(BigValueColorMode.BackgroundSolid)
      .textMode(BigValueTextMode.ValueAndName)
      .text(new VizTextDisplayOptionsBuilder().titleSize(16).valueSize(28))
      // Without rows, only the panel's defaults apply.
      .mappings([missingValue('background', 'Nobody')])
      .reduceOptions(showAllRows())
      .overrideByName('agent', [textUnit])
      .overrideByName(load.id, [
        { id: 'displayName', value: '${__data.fields.agent}' },
        { id: 'mappings', value: [missingValue('background')] },
      ])
  );
}

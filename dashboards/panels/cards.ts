import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import type { AgentStatus } from '../../src/query/model';
import { dark, missing, thresholdsConfig } from '../thresholds';
import { dress, everyRow, kpiOf, textUnit } from './kpi';

// Grafana shows no more values than this in a panel.
const limit = 25;

/** A card for each agent of a status: name and load, in the load's colour, highest first. */
export function cards(title: string, status: AgentStatus): StatBuilder {
  const load = kpiOf('agent_load');
  const question = {
    rows: 'agent' as const,
    kpis: [load.id],
    orderBy: { kpi: load.id, desc: true },
    limit,
    agentStatus: [status],
  };
  return (
    dress(new StatBuilder(), load, question)
      .title(title)
      .description(`Only the ${limit} agents of this status with the highest load. ${load.label}: ${load.description}`)
      .graphMode(BigValueGraphMode.None)
      .colorMode(BigValueColorMode.BackgroundSolid)
      .textMode(BigValueTextMode.ValueAndName)
      .text(new VizTextDisplayOptionsBuilder().titleSize(16).valueSize(28))
      .thresholds(thresholdsConfig(load, 'agent', dark))
      // Where there is no row, only what the panel says of all fields is known.
      .mappings([missing(dark, 'Nobody')])
      .reduceOptions(everyRow())
      .overrideByName('agent', [textUnit])
      .overrideByName(load.id, [
        { id: 'displayName', value: '${__data.fields.agent}' },
        { id: 'mappings', value: [missing(dark)] },
      ])
  );
}

import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import type { AgentStatus } from '../../src/query/model';
import { missingValue } from '../thresholds';
import { applyKpis, kpiFieldOptions, showAllRows, textUnit } from './kpiOptions';

const load = { id: 'agent_load', name: 'Load' };

/** What a card has below the agent's name, with the words around each value. */
const details = [
  { id: 'status_time', name: 'Status time', text: (value: string) => value },
  { id: 'assigned_conversations', name: 'Open', text: (value: string) => `${value}\u00a0open` },
  { id: 'active_conversations', name: 'Active', text: (value: string) => `${value}\u00a0active` },
  { id: 'closed_conversations', name: 'Closed', text: (value: string) => `${value}\u00a0closed` },
  { id: 'csat', name: 'CSAT', text: (value: string) => `CSAT\u00a0${value}` },
];

const valueOf = (field: string) => `\${__data.fields.${field}}`;
const detailTexts = details.map(({ id, text }) => text(valueOf(id)));
const separator = ' · ';
const cardName = [valueOf('agent'), ...detailTexts].join(separator);

/**
 * A card for each agent of a status, highest load first: the load in large, in its colour, and below the agent's name the
 * other numbers of LivePerson's own cards. A stat panel has no pictures.
 */
export function agentCards(title: string, status: AgentStatus, limit: number): StatBuilder {
  const query = {
    title,
    fields: [load, ...details],
    rows: 'agent' as const,
    orderBy: { kpi: load.id, desc: true },
    limit,
    agentStatus: [status],
    levelColors: 'background' as const,
  };
  const panel = applyKpis(new StatBuilder(), query, (kpi) => [
    ...kpiFieldOptions(kpi),
    ...(kpi.id === load.id ? [{ id: 'displayName', value: cardName }] : []),
    { id: 'mappings', value: [missingValue('background')] },
  ]);
  return (
    panel
      .description(
        `Shows the ${limit} agents with this status and the highest load. The large number is the load; below it are name, status time, open, active and closed conversations, and CSAT.`
      )
      .graphMode(BigValueGraphMode.None)
      .justifyMode(BigValueJustifyMode.Center)
      .colorMode(BigValueColorMode.BackgroundSolid)
      .textMode(BigValueTextMode.ValueAndName)
      .wideLayout(false)
      .text(new VizTextDisplayOptionsBuilder().titleSize(12).valueSize(24))
      // Without rows, only the panel's defaults apply.
      .mappings([missingValue('background')])
      // The load alone: only its name has separators.
      .reduceOptions(showAllRows().fields(`/${separator}/`))
      .overrideByName('agent', [textUnit])
  );
}

import { TableCellDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import { type DynamicConfigValue, MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

import { missingValue } from '../thresholds';

/** Display text and colour of an agent's status. */
export const statusMapping: ValueMapping = {
  type: MappingType.ValueToText,
  options: {
    ONLINE: { text: 'Online', color: 'green', index: 0 },
    BACK_SOON: { text: 'Back soon', color: 'yellow', index: 1 },
    AWAY: { text: 'Away', color: 'orange', index: 2 },
    OFFLINE: { text: 'Offline', color: 'gray', index: 3 },
  },
};

/** Further field options of KPIs in a table of agents, by the KPI's id. */
export const agentCellOptions: Record<string, DynamicConfigValue[]> = {
  agent_picture_url: [
    // One alternative text for all rows: the agent's name is in the first cell.
    { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.Image, alt: 'Picture of the agent' } },
    { id: 'custom.width', value: 64 },
    // The panel's text for a missing value would be requested as an image URL.
    { id: 'mappings', value: [] },
    { id: 'noValue', value: '' },
  ],
  agent_current_status: [
    { id: 'mappings', value: [statusMapping, missingValue()] },
    { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
    { id: 'custom.width', value: 80 },
  ],
  agent_current_status_reason: [{ id: 'custom.width', value: 106 }],
};

import { TableCellDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import { type DynamicConfigValue, MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

import { missing } from '../thresholds';

/** LivePerson's names of an agent's status as people say them, each in its colour. */
export const statusNames: ValueMapping = {
  type: MappingType.ValueToText,
  options: {
    ONLINE: { text: 'Online', color: 'green', index: 0 },
    BACK_SOON: { text: 'Back soon', color: 'yellow', index: 1 },
    AWAY: { text: 'Away', color: 'orange', index: 2 },
    OFFLINE: { text: 'Offline', color: 'gray', index: 3 },
  },
};

/** What the cells of a KPI need in a table of agents besides what its unit says, by the KPI's id. */
export const agentCells: Record<string, DynamicConfigValue[]> = {
  agent_picture_url: [
    // Who it shows is said in the row's first cell; one text stands for all rows.
    { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.Image, alt: 'Picture of the agent' } },
    { id: 'custom.width', value: 64 },
    // The panel's sign for no value would be asked for as an address.
    { id: 'mappings', value: [] },
    { id: 'noValue', value: '' },
  ],
  agent_current_status: [
    { id: 'mappings', value: [statusNames, missing()] },
    { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
    { id: 'custom.width', value: 80 },
  ],
  agent_current_status_reason: [{ id: 'custom.width', value: 106 }],
};

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

/** Grafana's type of cells with Markdown and HTML, which its Foundation SDK does not have yet. */
const markdownCell = 'markdown';

/**
 * An agent's picture as HTML. Grafana's own cell for images shows the address where one can't be loaded; an image with an
 * empty alternative text shows nothing. The agent's name is in the first cell.
 */
const pictureMapping: ValueMapping = {
  type: MappingType.RegexToText,
  options: {
    pattern: '(.+)',
    result: { text: '<img src="$1" alt="" style="max-height:28px;max-width:48px">', index: 0 },
  },
};

/** Further field options of KPIs in a table of agents, by the KPI's id. */
export const agentCellOptions: Record<string, DynamicConfigValue[]> = {
  agent_picture_url: [
    { id: 'custom.cellOptions', value: { type: markdownCell } },
    { id: 'custom.width', value: 58 },
    { id: 'custom.wrapText', value: false },
    // Instead of the panel's text for a missing value.
    { id: 'mappings', value: [pictureMapping] },
    { id: 'noValue', value: '' },
  ],
  agent_current_status: [
    { id: 'mappings', value: [statusMapping, missingValue()] },
    { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
    { id: 'custom.width', value: 84 },
  ],
  agent_current_status_reason: [{ id: 'custom.width', value: 72 }],
  agent_group: [{ id: 'custom.minWidth', value: 84 }],
};

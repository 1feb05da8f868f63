import { TableCellDisplayMode } from '@grafana/grafana-foundation-sdk/common';
import { type DynamicConfigValue, MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

/** Who waits must be seen at once, whatever the level of the wait. */
const stateMapping: ValueMapping = {
  type: MappingType.ValueToText,
  options: { Queued: { text: 'Queued', color: 'blue', index: 0 }, Active: { text: 'Active', color: 'text', index: 1 } },
};

/** An id without its end, as those of conversations; a name stays. */
const shortId: ValueMapping = {
  type: MappingType.RegexToText,
  options: { pattern: '([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f-]+', result: { text: '$1', index: 0 } },
};

/** As narrow as leaves room for the names of skills on a laptop. */
const narrow: DynamicConfigValue = { id: 'custom.minWidth', value: 83 };

/** How the cells of KPIs of conversations are drawn that are more than a number or a text. */
export const conversationCellOptions: Partial<Record<string, DynamicConfigValue[]>> = {
  conversation_state: [
    { id: 'custom.width', value: 68 },
    { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
    { id: 'mappings', value: [stateMapping] },
  ],
  // In one line: Grafana makes rows as high as the whole id needs, and names can be as long as people make them.
  conversation_consumer: [{ id: 'mappings', value: [shortId] }, { id: 'custom.wrapText', value: false }, narrow],
  conversation_channel: [narrow],
  // Names of skills have long words, which Grafana cuts where they do not fit: as wide as a laptop has room for.
  conversation_skill: [{ id: 'custom.width', value: 105 }],
  conversation_group: [narrow],
  conversation_agent: [narrow],
  conversation_bot: [narrow],
};

import { FieldConfigProperty, type PanelPluginMeta, PanelPlugin, type PanelProps } from '@grafana/data';
import { defaultTableFieldOptions, LegendDisplayMode, SortOrder, TooltipDisplayMode } from '@grafana/schema';
import { defaultOptions as bars } from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import { defaultOptions as stat } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type { ComponentType } from 'react';

import { settingsOf } from '../grafana/fieldConfig';
import { Bars } from './Bars';
import { Stat } from './Stat';
import { Table } from './Table';
import { Text } from './Text';
import { TimeSeries } from './TimeSeries';

/** A supported panel type. Options and settings that are not listed here are shown as unsupported on the panel. */
interface PanelType {
  Component: ComponentType<PanelProps>;
  /** Supported options, with the defaults of Grafana's schema. */
  options: object;
  /** Supported custom field settings, with their defaults. */
  custom?: object;
  /** The path of the option for which only `false` is supported. */
  onlyFalse?: string;
  /** Standard field settings that this type does not support. */
  unsupportedSettings?: FieldConfigProperty[];
}

/** Names without defaults. */
const withoutDefaults = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, undefined]));

const values = { reduceOptions: { calcs: ['lastNotNull'] }, orientation: 'auto', ...withoutDefaults('text') };

const table: PanelType = {
  Component: Table,
  options: {
    showHeader: true,
    cellHeight: 'sm',
    ...withoutDefaults('showTypeIcons enablePagination frameIndex sortBy'),
  },
  custom: {
    ...defaultTableFieldOptions,
    cellOptions: { type: 'auto' },
    ...withoutDefaults('filterable hideFrom.viz minWidth styleField width wrapHeaderText wrapText'),
  },
  onlyFalse: 'footer.show',
};

const timeSeries: PanelType = {
  Component: TimeSeries,
  options: {
    legend: { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] },
    'tooltip.mode': TooltipDisplayMode.Single,
    'tooltip.sort': SortOrder.None,
  },
  custom: {
    ...{ lineWidth: 1, fillOpacity: 0, pointSize: 5, stacking: { mode: 'none', group: 'A' } },
    ...withoutDefaults(
      'drawStyle lineInterpolation lineStyle gradientMode barAlignment barWidthFactor showPoints spanNulls hideFrom'
    ),
    ...withoutDefaults('axisPlacement axisLabel axisSoftMin axisSoftMax scaleDistribution thresholdsStyle'),
  },
  unsupportedSettings: [FieldConfigProperty.Links],
};

/** The panel types of the preview. */
export const panelTypes: Record<string, PanelType> = {
  stat: { Component: Stat, options: { ...values, ...stat } },
  bargauge: { Component: Bars, options: { ...values, ...bars }, onlyFalse: 'legend.showLegend' },
  table,
  timeseries: timeSeries,
  text: { Component: Text, options: { mode: 'markdown', content: '' }, onlyFalse: 'code.showLineNumbers' },
};

function createPlugin(id: string): PanelPlugin {
  const { Component, options, custom = {}, unsupportedSettings } = panelTypes[id] ?? table;
  const plugin = new PanelPlugin(Component);
  plugin.meta = { id, name: id, info: {}, skipDataQuery: Component === Text } as PanelPluginMeta;
  // As in Grafana, the background colour of a stat fills the panel.
  plugin.noPadding = Component === Stat;
  plugin.setPanelOptions((builder) => settingsOf(options).forEach((one) => builder.addCustomEditor(one)));
  return plugin.useFieldConfig({
    disableStandardOptions: unsupportedSettings,
    useCustomConfig: (builder) => settingsOf(custom).forEach((one) => builder.addCustomEditor(one)),
  });
}

const plugins: Record<string, PanelPlugin> = {};

/** The panel plugin of this type, created once; unsupported types are shown as a table. */
export function panelPlugin(id: string): PanelPlugin {
  return (plugins[id] ??= createPlugin(id));
}

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

/** How one type of panel is drawn. What is not listed here of its options and settings is named on the panel. */
interface PanelType {
  Component: ComponentType<PanelProps>;
  /** Options that are drawn, with the defaults of Grafana's schema. */
  options: object;
  /** Settings of fields that this type has beside those that all have, with their defaults. */
  custom?: object;
  /** The option that is drawn as `false` only, by its path. */
  onlyFalse?: string;
  /** Settings that the fields of other types have and this one's do not draw. */
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
    ...withoutDefaults('filterable hideFrom.viz minWidth width wrapHeaderText wrapText'),
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
      'drawStyle lineInterpolation gradientMode barAlignment barWidthFactor showPoints spanNulls hideFrom'
    ),
    ...withoutDefaults('axisPlacement axisLabel axisSoftMin axisSoftMax scaleDistribution thresholdsStyle'),
  },
  unsupportedSettings: [FieldConfigProperty.Links],
};

/** The types of panels that the preview draws. */
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
  // As in Grafana: the colour of a stat reaches the panel's edges.
  plugin.noPadding = Component === Stat;
  plugin.setPanelOptions((builder) => settingsOf(options).forEach((one) => builder.addCustomEditor(one)));
  return plugin.useFieldConfig({
    disableStandardOptions: unsupportedSettings,
    useCustomConfig: (builder) => settingsOf(custom).forEach((one) => builder.addCustomEditor(one)),
  });
}

const plugins: Record<string, PanelPlugin> = {};

/** The panel plugin of this type, made once; types that are not drawn have their values in a table. */
export function panelPlugin(id: string): PanelPlugin {
  return (plugins[id] ??= createPlugin(id));
}

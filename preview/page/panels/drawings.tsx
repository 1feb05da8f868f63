import { type PanelPluginMeta, PanelPlugin, type PanelProps, PluginType } from '@grafana/data';
import { TableCellDisplayMode } from '@grafana/schema';
import type { ComponentType } from 'react';

import { customSetting } from '../grafana/fieldConfig';
import { Bars, barsDefaults } from './Bars';
import { Stat, statDefaults } from './Stat';
import { Table, tableDefaults } from './Table';
import { Text, textDefaults } from './Text';
import { TimeSeries, timeSeriesDefaults } from './TimeSeries';
import { Undrawn, type WithUndrawn } from './Undrawn';

/** How one type of panel is drawn. Options and settings that are not listed here are named on the panel. */
export interface Drawing {
  Component: ComponentType<PanelProps>;
  /** Every option that is drawn, with its default. */
  options: object;
  /** Every setting of fields that only this type has, with its default. */
  custom: Record<string, unknown>;
  /** Options that are drawn at one value only, by their path. */
  only?: Record<string, unknown>;
  /** Whether it shows no data. */
  static?: boolean;
}

const chartSettings = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: 'none',
  barAlignment: 0,
  barWidthFactor: 0.6,
  showPoints: 'auto',
  pointSize: 5,
  spanNulls: false,
  stacking: { mode: 'none', group: 'A' },
  axisPlacement: 'auto',
  axisLabel: '',
  axisSoftMin: undefined,
  axisSoftMax: undefined,
  scaleDistribution: { type: 'linear' },
  hideFrom: { tooltip: false, viz: false, legend: false },
  thresholdsStyle: { mode: 'off' },
};

const tableSettings = {
  align: 'auto',
  cellOptions: { type: TableCellDisplayMode.Auto },
  filterable: false,
  'hideFrom.viz': undefined,
  inspect: false,
  minWidth: undefined,
  width: undefined,
  wrapHeaderText: undefined,
  wrapText: undefined,
};

const hidden = { 'legend.showLegend': false };

/** The types of panels that the preview draws. */
export const drawings: Record<string, Drawing> = {
  stat: { Component: Stat, options: statDefaults, custom: {} },
  bargauge: { Component: Bars, options: { ...barsDefaults, legend: undefined }, custom: {}, only: hidden },
  table: {
    Component: Table,
    options: { ...tableDefaults, footer: undefined },
    custom: tableSettings,
    only: { 'footer.show': false },
  },
  timeseries: { Component: TimeSeries, options: timeSeriesDefaults, custom: chartSettings },
  text: { Component: Text, options: textDefaults, custom: {}, static: true },
};

/** Any other panel: its values as a table. */
const other: Drawing = { Component: Table, options: tableDefaults, custom: {} };

function metaOf(id: string, drawing: Drawing): PanelPluginMeta {
  const info = { author: { name: '' }, description: '', links: [], screenshots: [], updated: '', version: '' };
  return {
    id,
    name: id,
    type: PluginType.panel,
    sort: 1,
    module: '',
    baseUrl: '',
    info: { ...info, logos: { small: '', large: '' } },
    ...(drawing.static && { skipDataQuery: true }),
  };
}

function pluginOf(id: string): PanelPlugin {
  const drawing = drawings[id] ?? other;
  const plugin = new PanelPlugin<WithUndrawn>((props: PanelProps<WithUndrawn>) => (
    <Undrawn {...props} Component={drawing.Component} />
  ));
  plugin.meta = metaOf(id, drawing);
  plugin.setPanelOptions((builder) => {
    for (const [path, defaultValue] of Object.entries(drawing.options)) {
      builder.addCustomEditor({ id: path, path, name: path, editor: () => null, defaultValue });
    }
  });
  return plugin.useFieldConfig({
    useCustomConfig: (builder) => {
      for (const [path, defaultValue] of Object.entries(drawing.custom)) {
        builder.addCustomEditor(customSetting(path, defaultValue));
      }
    },
  });
}

const plugins = new Map<string, PanelPlugin>();

/** The panel plugin of this type, made once. */
export function panelPlugin(id: string): PanelPlugin {
  const plugin = plugins.get(id) ?? pluginOf(id);
  plugins.set(id, plugin);
  return plugin;
}

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorBuilder, FieldColorModeId, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { oneValue } from './kpi';

/** The Prometheus that the viewer chose: one that scrapes the plugin's own metrics (docs/health.md). */
export const prometheus = { type: 'prometheus', uid: '${prometheus}' };

/** What a panel shows of the plugin's own metrics. */
export interface Reading {
  title: string;
  description: string;
  /** Grafana's name of the unit of all values. */
  unit: string;
  /** In PromQL, by the name that stands in the legend; `{{label}}` in it is the value of a label. */
  queries: Record<string, string>;
}

interface PanelBuilder extends cog.Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  datasource(ref: typeof prometheus): this;
  withTarget(target: DataqueryBuilder): this;
  unit(unit: string): this;
}

function ask(legend: string, expression: string, index: number): DataqueryBuilder {
  return new DataqueryBuilder()
    .refId(String.fromCharCode('A'.charCodeAt(0) + index))
    .datasource(prometheus)
    .expr(expression)
    .legendFormat(legend);
}

function read<B extends PanelBuilder>(panel: B, { title, description, unit, queries }: Reading): B {
  panel.title(title).description(description).datasource(prometheus).unit(unit);
  return Object.entries(queries).reduce(
    (asked, [legend, expression], index) => asked.withTarget(ask(legend, expression, index).range()),
    panel
  );
}

/** The course of some values, a line each. */
export function course(reading: Reading): TimeSeriesBuilder {
  return read(new TimeSeriesBuilder(), reading)
    .lineWidth(2)
    .fillOpacity(10)
    .showPoints(VisibilityMode.Auto)
    .axisSoftMin(0)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs([])
    );
}

/** The course of values that add up, `Normal` as they are and `Percent` as shares of their sum. */
export function stackedCourse(reading: Reading, mode: StackingMode): TimeSeriesBuilder {
  return course(reading).fillOpacity(60).lineWidth(1).stacking(new StackingConfigBuilder().mode(mode).group('A'));
}

/** The latest of some values as numbers, over their course. */
export function latest(reading: Reading): StatBuilder {
  return read(new StatBuilder(), reading)
    .noValue('–')
    .graphMode(BigValueGraphMode.Area)
    .colorMode(BigValueColorMode.None)
    .reduceOptions(oneValue());
}

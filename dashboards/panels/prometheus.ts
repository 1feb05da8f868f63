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
import {
  FieldColorBuilder,
  FieldColorModeId,
  type Panel,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { noValue } from '../thresholds';
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

function read<B extends PanelBuilder>(panel: B, { title, description, unit, queries }: Reading, hasCourse = true): B {
  panel.title(title).description(description).datasource(prometheus).unit(unit);
  return Object.entries(queries)
    .map(([legend, expression], index) => ask(legend, expression, index))
    .reduce((asked, target) => asked.withTarget(hasCourse ? target.range() : target.instant()), panel);
}

function numbers(reading: Reading, hasCourse: boolean): StatBuilder {
  return read(new StatBuilder(), reading, hasCourse).noValue(noValue).reduceOptions(oneValue());
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
  // A line or points on top would have the colour of the last value, even where that is 0.
  return course(reading)
    .fillOpacity(70)
    .lineWidth(0)
    .showPoints(VisibilityMode.Never)
    .stacking(new StackingConfigBuilder().mode(mode).group('A'));
}

/** The latest of some values as numbers, over their course. */
export function latest(reading: Reading): StatBuilder {
  return numbers(reading, true)
    .graphMode(BigValueGraphMode.Area)
    .colorMode(BigValueColorMode.None)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor('blue'));
}

/** Values of the whole time range as numbers, in the colours of `steps`. */
export function overall(reading: Reading, steps: Threshold[]): StatBuilder {
  return numbers(reading, false)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps));
}

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
import { reduceToLast } from './kpiOptions';

/** The variable with the uid of the data source of all panels. */
export const metricsName = 'metrics';

/** The selected Prometheus data source, which must have the plugin's own metrics (docs/health.md). */
export const prometheus = { type: 'prometheus', uid: `\${${metricsName}}` };

/** A panel of the plugin's own metrics. */
export interface PrometheusPanel {
  title: string;
  description: string;
  /** Grafana's name of the unit of all values. */
  unit: string;
  /** PromQL by legend; `{{label}}` in a legend is replaced by the value of that label. */
  queries: Record<string, string>;
}

interface PanelBuilder extends cog.Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  datasource(ref: typeof prometheus): this;
  withTarget(target: DataqueryBuilder): this;
  unit(unit: string): this;
}

function newTarget(legend: string, expression: string, index: number): DataqueryBuilder {
  return new DataqueryBuilder()
    .refId(String.fromCharCode('A'.charCodeAt(0) + index))
    .datasource(prometheus)
    .expr(expression)
    .legendFormat(legend);
}

function applyQueries<B extends PanelBuilder>(
  panel: B,
  { title, description, unit, queries }: PrometheusPanel,
  isRange = true
): B {
  panel.title(title).description(description).datasource(prometheus).unit(unit);
  return Object.entries(queries)
    .map(([legend, expression], index) => newTarget(legend, expression, index))
    .reduce((configured, target) => configured.withTarget(isRange ? target.range() : target.instant()), panel);
}

function newStat(panel: PrometheusPanel, isRange: boolean): StatBuilder {
  return applyQueries(new StatBuilder(), panel, isRange).noValue(noValue).reduceOptions(reduceToLast());
}

/** A time series panel with a line for each value. */
export function timeSeries(panel: PrometheusPanel): TimeSeriesBuilder {
  return applyQueries(new TimeSeriesBuilder(), panel)
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

/** A stacked time series panel: absolute values for `Normal`, shares of the sum for `Percent`. */
export function stackedTimeSeries(panel: PrometheusPanel, mode: StackingMode): TimeSeriesBuilder {
  // Without lines and points: they would be drawn on top of the stack, even for a value of 0.
  return timeSeries(panel)
    .fillOpacity(70)
    .lineWidth(0)
    .showPoints(VisibilityMode.Never)
    .stacking(new StackingConfigBuilder().mode(mode).group('A'));
}

/** A stat panel with the latest values over a sparkline. */
export function latestValues(panel: PrometheusPanel): StatBuilder {
  return newStat(panel, true)
    .graphMode(BigValueGraphMode.Area)
    .colorMode(BigValueColorMode.None)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor('blue'));
}

/** A stat panel with values over the whole time range, in the colours of `steps`. */
export function rangeValues(panel: PrometheusPanel, steps: Threshold[]): StatBuilder {
  return newStat(panel, false)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps));
}

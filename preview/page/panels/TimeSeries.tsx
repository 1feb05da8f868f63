import type { PanelProps } from '@grafana/data';
import {
  LegendDisplayMode,
  SortOrder,
  TooltipDisplayMode,
  type VizLegendOptions,
  type VizTooltipOptions,
} from '@grafana/schema';
// Grafana has moved its newer chart into its core, which is not published; this one is what it publishes.
// eslint-disable-next-line @typescript-eslint/no-deprecated
import { TimeSeries as Chart, TooltipPlugin, ZoomPlugin } from '@grafana/ui';

/** A chart's options, as dashboards hold them. */
export interface TimeSeriesOptions {
  legend: VizLegendOptions;
  tooltip: VizTooltipOptions;
}

/** What Grafana takes where a chart does not say it. */
export const timeSeriesDefaults: TimeSeriesOptions = {
  legend: { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] },
  tooltip: { mode: TooltipDisplayMode.Single, sort: SortOrder.None },
};

/** Grafana's chart of values over time. */
export function TimeSeries(props: PanelProps<TimeSeriesOptions>) {
  const { data, options, timeRange, timeZone, width, height, onChangeTimeRange } = props;
  if (data.series.length === 0) {
    return <p>No data</p>;
  }
  return (
    <Chart
      frames={data.series}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={options.legend}
      options={options}
    >
      {(config, frame) => (
        <>
          <ZoomPlugin config={config} onZoom={onChangeTimeRange} withZoomY={false} />
          <TooltipPlugin
            config={config}
            data={frame}
            mode={options.tooltip.mode}
            sortOrder={options.tooltip.sort}
            timeZone={timeZone}
          />
        </>
      )}
    </Chart>
  );
}

import { cacheFieldDisplayNames, FieldType, type PanelProps } from '@grafana/data';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import { TimeSeries as Chart, TooltipPlugin, ZoomPlugin } from '@grafana/ui';
import { useMemo } from 'react';

/** Grafana's chart of values over time. */
export function TimeSeries({ data, options, timeRange, timeZone, width, height, ...panel }: PanelProps<Options>) {
  const { mode, sort } = options.tooltip;
  const frames = useMemo(() => {
    // Colours can depend on display names, which must be the same in chart and legend.
    cacheFieldDisplayNames(data.series);
    return data.series.filter(({ fields }) => {
      const types = fields.map(({ type }) => type);
      return types.includes(FieldType.time) && (types.includes(FieldType.number) || types.includes(FieldType.enum));
    });
  }, [data.series]);
  if (frames.length === 0) {
    return <p>{panel.fieldConfig.defaults.noValue ?? 'No data'}</p>;
  }
  return (
    <Chart
      frames={frames}
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
          <ZoomPlugin config={config} onZoom={panel.onChangeTimeRange} />
          <TooltipPlugin config={config} data={frame} mode={mode} sortOrder={sort} timeZone={timeZone} />
        </>
      )}
    </Chart>
  );
}

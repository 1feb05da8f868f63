import {
  BarAlignment,
  GraphDrawStyle,
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
  MappingType,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import type { NamedRowKind } from '../../catalogue';
import { missingValue } from '../thresholds';
import { applyKpi, applyAccountKpis, kpiOf, type KpiField } from './kpiOptions';

// Axis labels of 0 and of seconds below a minute, for which Grafana has "50 seconds, 0 milliseconds".
const axisSeconds: ValueMapping = {
  type: MappingType.ValueToText,
  options: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      String(index * 5000),
      { text: index ? `${index * 5} seconds` : '0', index },
    ])
  ),
};

// Axis lines are at round milliseconds, such as 100,000: formatted as 1 minute, 40 seconds instead of 1.7 minutes.
const inMinutesAndSeconds = [
  { id: 'unit', value: 'dtdurationms' },
  { id: 'mappings', value: [missingValue(), axisSeconds] },
];

// The interval of LivePerson's own dashboard.
const hourly = '1h';

function newTrend(legend: LegendPlacement, showLegend = true): TimeSeriesBuilder {
  return new TimeSeriesBuilder()
    .lineWidth(2)
    .showPoints(VisibilityMode.Auto)
    .axisSoftMin(0)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(showLegend)
        .displayMode(LegendDisplayMode.List)
        .placement(legend)
        .calcs([])
    );
}

function stacked(trend: TimeSeriesBuilder): TimeSeriesBuilder {
  return (
    trend
      .drawStyle(GraphDrawStyle.Bars)
      // Points are at the start of their hour.
      .barAlignment(BarAlignment.After)
      .lineWidth(0)
      .fillOpacity(80)
      .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
  );
}

/** A time series panel of KPIs of the account, each with its own colour: lines or stacked bars. */
export function trend(
  title: string,
  fields: Array<KpiField & { colour: string }>,
  isStacked: boolean
): TimeSeriesBuilder {
  // A single line needs no legend beside the title.
  const plain = newTrend(LegendPlacement.Bottom, fields.length > 1);
  const configured = applyAccountKpis(isStacked ? stacked(plain) : plain, title, fields, hourly);
  return fields
    .filter(({ id }) => kpiOf(id).unit === 'ms')
    .reduce((panel, { id }) => panel.overrideByName(id, inMinutesAndSeconds), configured);
}

/** A time series panel of a KPI with a colour for each row; counts are stacked. */
export function trendBy(id: string, rows: NamedRowKind): TimeSeriesBuilder {
  const kpi = kpiOf(id);
  const plain = newTrend(LegendPlacement.Right);
  return applyKpi(kpi.measure === 'count' ? stacked(plain) : plain, kpi, { rows, kpis: [id], interval: hourly })
    .title(`${kpi.label} by ${rows} and hour`)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName));
}

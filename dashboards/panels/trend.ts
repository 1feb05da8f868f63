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

import type { RowKind } from '../../catalogue';
import { missing } from '../thresholds';
import { dress, dressParts, kpiOf, type Part } from './kpi';

// What an axis says of 0 and of the seconds before the first minute: by itself, "50 seconds, 0 milliseconds".
const seconds: ValueMapping = {
  type: MappingType.ValueToText,
  options: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      String(index * 5000),
      { text: index ? `${index * 5} seconds` : '0', index },
    ])
  ),
};

// An axis of milliseconds has its lines at such as 100,000: 1.7 minutes, which is 1 minute, 40 seconds.
const inMinutesAndSeconds = [
  { id: 'unit', value: 'dtdurationms' },
  { id: 'mappings', value: [missing(), seconds] },
];

// The window of LivePerson's own dashboard, drawn as that draws it: by the hour.
const every = '1h';

function plainTrend(legend: LegendPlacement, showLegend = true): TimeSeriesBuilder {
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
      // A point is at the start of its hour.
      .barAlignment(BarAlignment.After)
      .lineWidth(0)
      .fillOpacity(80)
      .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
  );
}

/** KPIs of the account over time, each in its own colour: in a line each or, where they add up, in stacked bars. */
export function trend(title: string, parts: Array<Part & { colour: string }>, addUp: boolean): TimeSeriesBuilder {
  // The title says already what an only line is.
  const plain = plainTrend(LegendPlacement.Bottom, parts.length > 1);
  const dressed = dressParts(addUp ? stacked(plain) : plain, title, parts, every);
  return parts
    .filter(({ id }) => kpiOf(id).unit === 'ms')
    .reduce((panel, { id }) => panel.overrideByName(id, inMinutesAndSeconds), dressed);
}

/** A KPI over time, a colour for each row; what adds up is stacked. */
export function trendBy(id: string, rows: Exclude<RowKind, 'account'>): TimeSeriesBuilder {
  const kpi = kpiOf(id);
  const plain = plainTrend(LegendPlacement.Right);
  return dress(kpi.measure === 'count' ? stacked(plain) : plain, kpi, { rows, kpis: [id], every })
    .title(`${kpi.label} by ${rows} and hour`)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName));
}

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
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StateTimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import type { Kpi, NamedRowKind } from '../../catalogue';
import { applyKpi, applyKpis, kpiFieldOptions, kpiOf, type KpiField } from './kpiOptions';

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

/** How the hour that is not over yet is drawn, in a field of its own: paler, lines dashed; the legend has its colour already. */
const openHour = (isStacked: boolean): DynamicConfigValue[] => [
  isStacked
    ? { id: 'custom.fillOpacity', value: 25 }
    : { id: 'custom.lineStyle', value: { fill: 'dash', dash: [6, 6] } },
  { id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } },
];

const openSuffix = 'so far';

/** Durations have the unit that comes with them, and as many decimals as the axis needs. */
const isDuration = ({ unit }: Kpi) => unit === 'ms';

/** Options by the names that the data source gives the lines: the open hour has the KPI's id, too, but a name of its own. */
function withLine(
  panel: TimeSeriesBuilder,
  { id, name, colour }: KpiField & { colour: string },
  isStacked: boolean
): TimeSeriesBuilder {
  const kpi = kpiOf(id);
  const options = [
    ...(isDuration(kpi) ? [] : kpiFieldOptions(kpi)),
    ...(kpi.measure === 'ratio' ? [{ id: 'max', value: 1 }] : []),
    { id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor: colour } },
  ];
  return panel
    .overrideByName(kpi.label, [...options, { id: 'displayName', value: name }])
    .overrideByName(`${kpi.label} (${openSuffix})`, [
      ...options,
      { id: 'displayName', value: `${name} (${openSuffix})` },
      ...openHour(isStacked),
    ]);
}

/** A time series panel of KPIs of the account by hour, each with its own colour: lines or stacked bars. */
export function trend(
  title: string,
  fields: Array<KpiField & { colour: string }>,
  isStacked: boolean
): TimeSeriesBuilder {
  // A single line needs no legend beside the title.
  const plain = newTrend(LegendPlacement.Bottom, fields.length > 1);
  const query = {
    rows: 'account' as const,
    interval: hourly,
    openPoint: 'separate' as const,
    ...(fields.some(({ id }) => isDuration(kpiOf(id))) && { durationUnit: 'auto' as const }),
  };
  const configured = applyKpis(isStacked ? stacked(plain) : plain, { title, fields, ...query });
  return fields.reduce((panel, field) => withLine(panel, field, isStacked), configured);
}

/** A panel of a count with a line of cells for each row: a cell for each hour, the stronger its colour the larger the count. */
export function heatBy(id: string, rows: NamedRowKind): StateTimelineBuilder {
  const kpi = kpiOf(id);
  return (
    applyKpi(new StateTimelineBuilder(), kpi, { rows, kpis: [id], interval: hourly })
      .title(`${kpi.label} per hour, by ${rows}`)
      // One hue from dark to light: many rows cannot have colours that everyone can tell apart.
      .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.ContinuousBlues))
      .mergeValues(false)
      .perPage(8)
      .showValue(VisibilityMode.Auto)
      .lineWidth(1)
      .fillOpacity(90)
      .legend(new VizLegendOptionsBuilder().showLegend(false).displayMode(LegendDisplayMode.Hidden).calcs([]))
  );
}

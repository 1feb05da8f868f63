import { LegendDisplayMode, LegendPlacement } from '@grafana/grafana-foundation-sdk/common';
import {
  PanelBuilder as PieBuilder,
  PieChartLegendOptionsBuilder,
  PieChartLegendValues,
  PieChartType,
} from '@grafana/grafana-foundation-sdk/piechart';

import { applyAccountKpis, type KpiField, type QueryOptions, reduceToLast } from './kpiOptions';
import { seriesColours } from './seriesColours';

/** Who closed conversations, with the same colours in all panels. */
export const closedBy = [
  { id: 'closed_by_agent', name: 'Agent', colour: seriesColours.sky },
  { id: 'closed_by_consumer', name: 'Consumer', colour: seriesColours.indigo },
  { id: 'auto_closed', name: 'System', colour: seriesColours.sand },
];

/** A donut chart of KPIs that add up to a whole. Use no green, orange or red: those are the colours of levels. */
export function sharePie(
  title: string,
  fields: Array<KpiField & { colour: string }>,
  options: QueryOptions = {}
): PieBuilder {
  return applyAccountKpis(new PieBuilder(), title, fields, options)
    .pieType(PieChartType.Donut)
    .reduceOptions(reduceToLast())
    .legend(
      new PieChartLegendOptionsBuilder()
        .showLegend(true)
        // A table beside the donut would be cut on a laptop.
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .values([PieChartLegendValues.Percent])
    );
}

import { LegendDisplayMode, LegendPlacement } from '@grafana/grafana-foundation-sdk/common';
import {
  PanelBuilder as PieBuilder,
  PieChartLegendOptionsBuilder,
  PieChartLegendValues,
  PieChartType,
} from '@grafana/grafana-foundation-sdk/piechart';

import { applyAccountKpis, reduceToLast, type KpiField } from './kpiOptions';

/** Who closed conversations, with the same colours in all panels. */
export const closedBy = [
  { id: 'closed_by_agent', name: 'Agent', colour: 'blue' },
  { id: 'closed_by_consumer', name: 'Consumer', colour: 'purple' },
  { id: 'auto_closed', name: 'System', colour: 'gray' },
];

/** A donut chart of KPIs that add up to a whole. Use no green, orange or red: those are the colours of levels. */
export function sharePie(title: string, fields: Array<KpiField & { colour: string }>): PieBuilder {
  return applyAccountKpis(new PieBuilder(), title, fields)
    .pieType(PieChartType.Donut)
    .reduceOptions(reduceToLast())
    .legend(
      new PieChartLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Right)
        .values([PieChartLegendValues.Value, PieChartLegendValues.Percent])
    );
}

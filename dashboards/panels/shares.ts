import { LegendDisplayMode, LegendPlacement } from '@grafana/grafana-foundation-sdk/common';
import {
  PanelBuilder as PieBuilder,
  PieChartLegendOptionsBuilder,
  PieChartLegendValues,
  PieChartType,
} from '@grafana/grafana-foundation-sdk/piechart';

import { dressParts, oneValue, type Part } from './kpi';

/** Who closed conversations, in the colours of every panel that shows it. */
export const closedBy = [
  { id: 'closed_by_agent', name: 'Agent', colour: 'blue' },
  { id: 'closed_by_consumer', name: 'Consumer', colour: 'purple' },
  { id: 'auto_closed', name: 'System', colour: 'gray' },
];

/** KPIs that add up to a whole, as parts of a ring. Colours are away from green, orange and red, which would judge. */
export function shares(title: string, parts: Array<Part & { colour: string }>): PieBuilder {
  return dressParts(new PieBuilder(), title, parts)
    .pieType(PieChartType.Donut)
    .reduceOptions(oneValue())
    .legend(
      new PieChartLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Right)
        .values([PieChartLegendValues.Value, PieChartLegendValues.Percent])
    );
}

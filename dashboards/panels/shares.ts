import { LegendDisplayMode, LegendPlacement } from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  PanelBuilder as PieBuilder,
  PieChartLegendOptionsBuilder,
  PieChartLegendValues,
  PieChartType,
} from '@grafana/grafana-foundation-sdk/piechart';

import { dressParts, oneValue, type Part } from './kpi';

/** KPIs that add up to a whole, as parts of a ring. Colours are away from green, orange and red, which would judge. */
export function shares(title: string, parts: Array<Part & { colour: string }>): PieBuilder {
  const coloured = (part: Part & { colour: string }) => [
    { id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor: part.colour } },
  ];
  return dressParts(new PieBuilder(), title, parts, coloured)
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

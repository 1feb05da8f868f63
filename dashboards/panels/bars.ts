import { PanelBuilder as BarGaugeBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeSizing,
  BarGaugeValueMode,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';

import type { Kpi, RowKind } from '../../catalogue';
import { dress, dressParts, everyRow, kpiOf, oneValue, type Part, textUnit } from './kpi';

function plainBars(): BarGaugeBuilder {
  return (
    new BarGaugeBuilder()
      .displayMode(BarGaugeDisplayMode.Basic)
      .valueMode(BarGaugeValueMode.Color)
      .orientation(VizOrientation.Horizontal)
      .namePlacement(BarGaugeNamePlacement.Left)
      // By itself Grafana makes two bars as tall as the panel, and their names as large.
      .sizing(BarGaugeSizing.Manual)
      .minVizHeight(16)
      .maxVizHeight(32)
      .showUnfilled(true)
      .min(0)
  );
}

/** A share fills its bar at 100 %, whatever the others are; counts and times fill it at the largest. */
function scaled(bars: BarGaugeBuilder, kpi: Kpi): BarGaugeBuilder {
  return kpi.measure === 'ratio' ? bars.max(1) : bars;
}

/** The rows of a kind that need attention most by one KPI, worst first, as bars in the KPI's colours. */
export function worst(id: string, rows: Exclude<RowKind, 'account'>, limit: number): BarGaugeBuilder {
  const kpi = kpiOf(id);
  const question = { rows, kpis: [id], orderBy: { kpi: id, desc: kpi.better !== 'more' }, limit };
  return (
    scaled(dress(plainBars(), kpi, question), kpi)
      .title(`${kpi.label} by ${rows}`)
      .description(`${kpi.description} Only the ${limit} ${rows}s that need attention most, worst first.`)
      .reduceOptions(everyRow())
      // Grafana leaves out the name of an only bar unless the panel itself, not an override, says what it is.
      .displayName(`\${__data.fields.${rows}}`)
      .overrideByName(rows, [textUnit, { id: 'displayName', value: rows }])
  );
}

/** The same for a screen on the wall, below a `heading`: few rows, each under its whole name. */
export function worstOnWall(id: string, rows: Exclude<RowKind, 'account'>, limit: number): BarGaugeBuilder {
  return worst(id, rows, limit)
    .namePlacement(BarGaugeNamePlacement.Top)
    .maxVizHeight(62)
    .text(new VizTextDisplayOptionsBuilder().titleSize(24).valueSize(30));
}

/** Shares of the account side by side as bars. */
export function bars(title: string, parts: Part[]): BarGaugeBuilder {
  return dressParts(plainBars(), title, parts).max(1).reduceOptions(oneValue());
}

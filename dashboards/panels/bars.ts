import { PanelBuilder as BarGaugeBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeSizing,
  BarGaugeValueMode,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';

import type { Kpi, NamedRowKind } from '../../catalogue';
import type { PanelQuery } from '../query';
import {
  applyAccountKpis,
  applyKpi,
  descriptionOf,
  type KpiField,
  kpiOf,
  type QueryOptions,
  reduceToLast,
} from './kpiOptions';

function newBars(): BarGaugeBuilder {
  return (
    new BarGaugeBuilder()
      .displayMode(BarGaugeDisplayMode.Basic)
      .valueMode(BarGaugeValueMode.Color)
      .orientation(VizOrientation.Horizontal)
      .namePlacement(BarGaugeNamePlacement.Left)
      // Automatic sizing stretches two bars, and their names, to the height of the panel.
      .sizing(BarGaugeSizing.Manual)
      .minVizHeight(16)
      .maxVizHeight(32)
      .showUnfilled(true)
      .min(0)
  );
}

/** Ratios have a scale up to 100 %; counts and times are scaled to the largest value. */
function withScale(bars: BarGaugeBuilder, kpi: Kpi): BarGaugeBuilder {
  return kpi.measure === 'ratio' ? bars.max(1) : bars;
}

/** A bar gauge of the rows that need attention most by one KPI, worst first, each in the colour of its own level. */
export function topRows(id: string, rows: NamedRowKind, limit: number, options: QueryOptions = {}): BarGaugeBuilder {
  const kpi = kpiOf(id);
  const desc = kpi.better !== 'more';
  const query: PanelQuery = {
    rows,
    kpis: [id],
    orderBy: { kpi: id, desc, worstFirst: true },
    limit,
    layout: 'fields',
    levelText: true,
    ...options,
  };
  return (
    withScale(applyKpi(newBars(), kpi, query), kpi)
      .title(`${kpi.label} by ${rows}, worst first`)
      .description(
        `${descriptionOf(kpi, query)} Shows the ${limit} ${rows}s that need attention most: critical first, then warning, then the ${desc ? 'highest' : 'lowest'} values.`
      )
      .reduceOptions(reduceToLast())
      // Grafana omits the name of a single bar unless the panel's defaults have one.
      .displayName('${__field.displayName}')
  );
}

/** The same by skill for a wall screen: few of them, each with its full name. */
export function topRowsOnWall(title: string, id: string, limit: number, options: QueryOptions = {}): BarGaugeBuilder {
  return topRows(id, 'skill', limit, options)
    .title(title)
    .namePlacement(BarGaugeNamePlacement.Top)
    .maxVizHeight(62)
    .text(new VizTextDisplayOptionsBuilder().titleSize(24).valueSize(30));
}

/** A bar gauge of ratios of the account. */
export function shareBars(title: string, fields: KpiField[]): BarGaugeBuilder {
  return applyAccountKpis(newBars(), title, fields, { levelText: true }).max(1).reduceOptions(reduceToLast());
}

/** A bar gauge of counts of the account, scaled to the largest. */
export function countBars(title: string, fields: KpiField[]): BarGaugeBuilder {
  return applyAccountKpis(newBars(), title, fields).reduceOptions(reduceToLast());
}

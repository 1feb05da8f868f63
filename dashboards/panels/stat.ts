import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { backgroundPalette, missingValue, thresholdsConfig, thresholdSteps } from '../thresholds';
import { applyKpi, applyAccountKpis, kpiOf, reduceToLast, type KpiField } from './kpiOptions';

/** The URL of Current with the same variables and time range, for the wall, which has no dashboard links. */
export const currentDashboardUrl =
  '/d/liveperson-current?${skill:queryparam}&${group:queryparam}&${datasource:queryparam}&${__url_time_range}';

function newStat(): StatBuilder {
  return new StatBuilder()
    .graphMode(BigValueGraphMode.None)
    .justifyMode(BigValueJustifyMode.Center)
    .reduceOptions(reduceToLast());
}

/** A stat panel of one KPI of the account, with coloured text. */
export function stat(id: string): StatBuilder {
  const kpi = kpiOf(id);
  return applyKpi(newStat(), kpi, { rows: 'account', kpis: [id] })
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.Value);
}

/** A stat panel of an important KPI, with a coloured background if the catalogue has levels. */
export function headline(id: string): StatBuilder {
  const kpi = kpiOf(id);
  return thresholdSteps(kpi, 'account')
    ? stat(id)
        .colorMode(BigValueColorMode.BackgroundSolid)
        .thresholds(thresholdsConfig(kpi, 'account', backgroundPalette))
        .mappings([missingValue(backgroundPalette)])
    : stat(id);
}

/**
 * A stat panel for a wall screen, readable from five metres: large name and number, coloured background.
 * It keeps its title, because Grafana shows notices about stale values only beside the title.
 */
export function wallStat({ id, name }: KpiField): StatBuilder {
  return headline(id)
    .displayName(name)
    .textMode(BigValueTextMode.ValueAndName)
    .text(new VizTextDisplayOptionsBuilder().titleSize(34).valueSize(92))
    .dataLinks([new DashboardLinkBuilder(`Show ${name} in Current`).url(currentDashboardUrl)]);
}

/** A stat panel of related KPIs of the account side by side, with names that separate panels would cut on a laptop. */
export function stats(title: string, fields: KpiField[], valueSize = 32): StatBuilder {
  return (
    applyAccountKpis(newStat(), title, fields)
      .colorMode(BigValueColorMode.Value)
      .textMode(BigValueTextMode.ValueAndName)
      .orientation(VizOrientation.Vertical)
      .wideLayout(false)
      // Automatic sizes differ from value to value, and can be too small to read.
      .text(new VizTextDisplayOptionsBuilder().titleSize(13).valueSize(valueSize))
  );
}

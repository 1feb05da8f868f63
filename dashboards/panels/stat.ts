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

import { dark, missing, thresholdsConfig, thresholdSteps } from '../thresholds';
import { dress, dressParts, kpiOf, oneValue, type Part } from './kpi';

/** The address of Current with what is chosen here. A wall has no menu of links, to leave the screen to its numbers. */
export const inCurrent =
  '/d/liveperson-current?${skill:queryparam}&${group:queryparam}&${datasource:queryparam}&${__url_time_range}';

function plainStat(): StatBuilder {
  return new StatBuilder()
    .graphMode(BigValueGraphMode.None)
    .justifyMode(BigValueJustifyMode.Center)
    .reduceOptions(oneValue());
}

/** A KPI of the account as one number; its colour shows in the text. */
export function stat(id: string): StatBuilder {
  const kpi = kpiOf(id);
  return dress(plainStat(), kpi, { rows: 'account', kpis: [id] })
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.Value);
}

/** A KPI that people look at first: its colour fills the panel, where the catalogue has levels. */
export function headline(id: string): StatBuilder {
  const kpi = kpiOf(id);
  return thresholdSteps(kpi, 'account')
    ? stat(id)
        .colorMode(BigValueColorMode.BackgroundSolid)
        .thresholds(thresholdsConfig(kpi, 'account', dark))
        .mappings([missing(dark)])
    : stat(id);
}

/**
 * A KPI for people who stand five metres away: name and number large, colour all over.
 * It keeps its title, because only beside that does Grafana say that a value is not of now.
 */
export function giant({ id, name }: Part): StatBuilder {
  return headline(id)
    .displayName(name)
    .textMode(BigValueTextMode.ValueAndName)
    .text(new VizTextDisplayOptionsBuilder().titleSize(34).valueSize(92))
    .dataLinks([new DashboardLinkBuilder(`Show ${name} in Current`).url(inCurrent)]);
}

/** Related KPIs of the account side by side, each with its name, which a panel of its own would cut on a laptop. */
export function stats(title: string, parts: Part[], valueSize = 32): StatBuilder {
  return (
    dressParts(plainStat(), title, parts)
      .colorMode(BigValueColorMode.Value)
      .textMode(BigValueTextMode.ValueAndName)
      .orientation(VizOrientation.Vertical)
      .wideLayout(false)
      // By itself Grafana gives each part a size of its own, down to what nobody can read.
      .text(new VizTextDisplayOptionsBuilder().titleSize(13).valueSize(valueSize))
  );
}

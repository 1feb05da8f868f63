import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { dark, thresholdsConfig, thresholdSteps } from '../thresholds';
import { dress, dressParts, kpiOf, oneValue, type Part } from './kpi';

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
    : stat(id);
}

/** Related KPIs of the account side by side, each with its name. */
export function stats(title: string, parts: Part[]): StatBuilder {
  return dressParts(plainStat(), title, parts)
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.ValueAndName)
    .orientation(VizOrientation.Vertical);
}

import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizTextDisplayOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { MappingType, SpecialValueMatch, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { applyKpi, kpiOf } from './kpiOptions';

// The first pattern that fits decides. In slashes: Grafana takes a pattern without them for one of the whole text. From two
// minutes on, values have no colours of levels either: `levelAge` in pkg/pipeline/datastatus.go.
const statuses: Record<string, { color: string; text?: string }> = {
  '/^Live,/': { color: 'transparent' },
  '/^Data (\\d+ s|1 min( \\d+ s)?) old/': { color: 'dark-orange' },
  '/^Data /': { color: 'dark-red' },
  // Its first sentence only: the others, which panels have, too, would be cut on a laptop.
  '/^No data: (This account has no chat.*?)\\. .*/': { color: 'dark-blue', text: '$1.' },
  '/^No data/': { color: 'dark-red' },
  "/^(The time range|No .* is selected|LivePerson's .* can't filter)/": { color: 'dark-blue' },
};

// Where the query itself fails.
const failed: ValueMapping = {
  type: MappingType.SpecialValue,
  options: {
    match: SpecialValueMatch.NullAndNan,
    result: { text: 'No data. Hover over this panel for the reason', color: 'dark-red', index: 0 },
  },
};

const mappings: ValueMapping[] = Object.entries(statuses).map(([pattern, result], index) => ({
  type: MappingType.RegexToText,
  options: { pattern, result: { ...result, index } },
}));

/** A line across the dashboard that says how old the data is: quiet while it is live, then orange, and red from two minutes on. */
export function dataStatus(id: string, isWall: boolean): StatBuilder {
  const kpi = kpiOf(id);
  return (
    applyKpi(new StatBuilder(), kpi, { rows: 'account', kpis: [kpi.id], levelColors: 'attention' })
      .title('')
      .mappings([failed, ...mappings])
      .graphMode(BigValueGraphMode.None)
      .justifyMode(BigValueJustifyMode.Center)
      .colorMode(BigValueColorMode.BackgroundSolid)
      .textMode(BigValueTextMode.Value)
      .text(new VizTextDisplayOptionsBuilder().valueSize(isWall ? 28 : 16))
      // All fields: Grafana's default is only numbers.
      .reduceOptions(new ReduceDataOptionsBuilder().values(false).calcs(['lastNotNull']).fields('/.*/'))
  );
}

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

import { canHaveLevels, type Kpi } from '../../catalogue';
import type { PanelQuery } from '../query';
import {
  applyAccountKpis,
  applyKpi,
  type KpiField,
  kpiOf,
  type QueryOptions,
  reduceToLast,
  withLevel,
  withLevelAndRow,
} from './kpiOptions';

/** The URL of Current with the same variables and time range, for the wall, which has no dashboard links. */
export const currentDashboardUrl =
  '/d/liveperson-current?${skill:queryparam}&${group:queryparam}&${datasource:queryparam}&${__url_time_range}';

function newStat(): StatBuilder {
  return new StatBuilder()
    .graphMode(BigValueGraphMode.None)
    .justifyMode(BigValueJustifyMode.Center)
    .reduceOptions(reduceToLast());
}

function accountQuery(kpi: Kpi, options: QueryOptions): PanelQuery {
  return { rows: 'account', kpis: [kpi.id], ...(canHaveLevels(kpi) && { levelText: true }), ...options };
}

/** A stat panel of one KPI of the account, without a level. */
export function stat(id: string, options: QueryOptions = {}): StatBuilder {
  const kpi = kpiOf(id);
  return applyKpi(newStat(), kpi, accountQuery(kpi, options))
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.Value);
}

// A name of its own would repeat the title; without any name, Grafana would show the KPI's.
const noName = '\u00a0';

/** The name of a value with its level, and the row that has it, if the query asks for that of the worst row. */
const nameWithLevel = (name: string, { worstOf }: QueryOptions) => (worstOf ? withLevelAndRow(name) : withLevel(name));

/** A stat panel of an important KPI, with a background in the colour of its level, and the level in words. */
export function headline(id: string, options: QueryOptions = {}): StatBuilder {
  return stat(id, { levelColors: 'background', ...options })
    .colorMode(BigValueColorMode.BackgroundSolid)
    .displayName(nameWithLevel(noName, options))
    .textMode(BigValueTextMode.ValueAndName)
    .text(new VizTextDisplayOptionsBuilder().titleSize(14).valueSize(32));
}

// At the size that Grafana chooses, a long name with a level needs a second line.
const maxNameLength = 22;
const longNameSize = 21;

/** The sizes of a tile whose name may go on with a level and a skill: two lines leave room for a value of this size. */
const sizesWithRow = { title: 20, value: 110 };

function wallText(name: string, { worstOf }: QueryOptions): VizTextDisplayOptionsBuilder {
  const text = new VizTextDisplayOptionsBuilder();
  if (worstOf) {
    return text.titleSize(sizesWithRow.title).valueSize(sizesWithRow.value);
  }
  return name.length > maxNameLength ? text.titleSize(longNameSize) : text;
}

/** A stat panel for a wall screen: name and number as large as they fit, on the colour of the level. */
export function wallStat({ id, name }: KpiField, options: QueryOptions = {}): StatBuilder {
  return (
    headline(id, options)
      // The name inside is larger than a title.
      .title('')
      .displayName(canHaveLevels(kpiOf(id)) ? nameWithLevel(name, options) : name)
      .text(wallText(name, options))
      .dataLinks([new DashboardLinkBuilder(`Show ${name} in Current`).url(currentDashboardUrl)])
  );
}

/** A stat panel of related KPIs of the account side by side, with names that separate panels would cut on a laptop. */
export function stats(title: string, fields: KpiField[], options: QueryOptions = {}): StatBuilder {
  return applyAccountKpis(newStat(), title, fields, { levelText: true, ...options })
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.ValueAndName)
    .orientation(VizOrientation.Vertical)
    .wideLayout(false)
    .text(new VizTextDisplayOptionsBuilder().titleSize(12));
}

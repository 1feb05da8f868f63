import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import {
  type DynamicConfigValue,
  type FieldColor,
  FieldColorModeId,
  type Panel,
  type ThresholdsConfig,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { findKpi, type Kpi, type RowKind } from '../../catalogue';
import { withAccountLevels } from '../accountLevels';
import { KmmQueryBuilder, type Question } from '../query';
import { colourOf, missing, noValue, type Palette, thresholdsConfig, thresholdSteps } from '../thresholds';
import { dataSource } from '../variables';

/** What the SDK's panel builders have in common, of which it has no type. */
export interface PanelBuilder extends cog.Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  datasource(ref: typeof dataSource): this;
  withTarget(target: KmmQueryBuilder): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  noValue(text: string): this;
  mappings(mappings: ValueMapping[]): this;
  thresholds(thresholds: cog.Builder<ThresholdsConfig>): this;
  colorScheme(colour: cog.Builder<FieldColor>): this;
  overrideByName(name: string, properties: DynamicConfigValue[]): this;
}

/** The KPI with this id. Throws where the catalogue has none, so that a dashboard cannot ask for what does not exist. */
export function kpiOf(id: string): Kpi {
  const kpi = findKpi(id);
  if (!kpi) {
    throw new Error(`The catalogue has no KPI "${id}": correct the id in the dashboard or add it to kpis.json.`);
  }
  return kpi;
}

// Grafana chooses well for counts (1234 is "1.23 K", 12 is "12"); times and shares would show two decimals.
function decimalsOf(kpi: Kpi): number | undefined {
  return kpi.measure === 'average' || kpi.measure === 'ratio' ? 1 : undefined;
}

/** Gives a panel its query, and everything that the catalogue says of its one KPI. */
export function dress<B extends PanelBuilder>(panel: B, kpi: Kpi, question: Question): B {
  const decimals = decimalsOf(kpi);
  return (decimals === undefined ? panel : panel.decimals(decimals))
    .title(kpi.label)
    .description(withAccountLevels(kpi.description, question))
    .datasource(dataSource)
    .withTarget(new KmmQueryBuilder(question))
    .unit(kpi.unit)
    .noValue(noValue)
    .mappings([missing()])
    .thresholds(thresholdsConfig(kpi, question.rows))
    .colorScheme(colourOf(kpi, question.rows));
}

/** A KPI in a panel of several, under a shorter name that makes sense below the panel's title. */
export interface Part {
  id: string;
  name: string;
  /** Instead of the colours of the catalogue's levels. */
  colour?: string;
}

/** KPIs under their own labels, as parts of a panel. */
export const labelled = (ids: string[]): Part[] => ids.map((id) => ({ id, name: kpiOf(id).label }));

/** What a panel of several KPIs shows: its question asks for its parts. */
export interface Several extends Omit<Question, 'kpis'> {
  title: string;
  parts: Part[];
}

/** A line of a panel's description. It begins with the word on the panel; the label is what docs/kpis.md has. */
function explained({ id, name }: Part): string {
  const { label, description } = kpiOf(id);
  return `- **${name}**${name === label ? '' : ` (${label})`}: ${description}`;
}

/**
 * Gives a panel of several KPIs its query, and one line of description and one override for each of them;
 * `optionsOf` says what is in the override.
 */
export function dressAll<B extends PanelBuilder>(
  panel: B,
  { title, parts, ...asked }: Several,
  optionsOf: (kpi: Kpi, part: Part) => DynamicConfigValue[]
): B {
  const [first] = parts;
  if (!first) {
    throw new Error(`The panel "${title}" asks for no KPI: name at least one.`);
  }
  const question = { ...asked, kpis: parts.map(({ id }) => id) };
  panel
    .title(title)
    .description(withAccountLevels(parts.map(explained).join('\n'), question))
    .datasource(dataSource)
    .withTarget(new KmmQueryBuilder(question))
    .unit(kpiOf(first.id).unit)
    .noValue(noValue)
    .mappings([missing()]);
  return parts.reduce((dressed, part) => dressed.overrideByName(part.id, optionsOf(kpiOf(part.id), part)), panel);
}

/** The override's properties of a KPI in a panel of several: what the catalogue says, its colour, its name. */
function partOptions(kpi: Kpi, { name, colour }: Part): DynamicConfigValue[] {
  return [
    ...fieldOptions(kpi, 'account').filter((option) => !colour || option.id !== 'color'),
    ...(colour ? [{ id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor: colour } }] : []),
    { id: 'displayName', value: name },
  ];
}

/** Gives a panel several KPIs of the account under names of their own. */
export function dressParts<B extends PanelBuilder>(panel: B, title: string, parts: Part[], every?: string): B {
  return dressAll(panel, { title, parts, rows: 'account', ...(every && { every }) }, partOptions);
}

/** Unit, decimals and colours of one field, as an override's properties. */
export function fieldOptions(kpi: Kpi, rows: RowKind, palette?: Palette): DynamicConfigValue[] {
  const decimals = decimalsOf(kpi);
  return [
    { id: 'unit', value: kpi.unit },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    { id: 'thresholds', value: thresholdsConfig(kpi, rows, palette).build() },
    { id: 'color', value: colourOf(kpi, rows).build() },
    ...(thresholdSteps(kpi, rows) ? [{ id: 'mappings', value: [missing(palette)] }] : []),
  ];
}

/** Keeps a name that consists of digits, such as that of a deleted skill, from being shown as a number. */
export const textUnit: DynamicConfigValue = { id: 'unit', value: 'string' };

/** One number a field: the only value of an account's row. */
export function oneValue(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().values(false).calcs(['lastNotNull']).fields('');
}

/** One number a row: a skill or a group each. */
export function everyRow(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().values(true).calcs([]).fields('');
}

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import {
  type DynamicConfigValue,
  type FieldColor,
  FieldColorModeId,
  type Panel,
  type ThresholdsConfig,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { canHaveLevels, findKpi, type Kpi } from '../../catalogue';
import { sampleOptions } from '../../src/query/sample';
import { KmmQueryBuilder, type PanelQuery } from '../query';
import { colourByLevel, neutralThresholds, noValue } from '../thresholds';
import { dataSource } from '../variables';

/** The common interface of the SDK's panel builders, for which it has no type. */
export interface PanelBuilder extends cog.Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  datasource(ref: typeof dataSource): this;
  withTarget(target: KmmQueryBuilder): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  noValue(text: string): this;
  thresholds(thresholds: cog.Builder<ThresholdsConfig>): this;
  colorScheme(colour: cog.Builder<FieldColor>): this;
  overrideByName(name: string, properties: DynamicConfigValue[]): this;
}

/** The KPI with this id. Throws for an unknown id, so that no dashboard has one. */
export function kpiOf(id: string): Kpi {
  const kpi = findKpi(id);
  if (!kpi) {
    throw new Error(`The catalogue has no KPI "${id}": correct the id in the dashboard or add it to kpis.json.`);
  }
  return kpi;
}

// They are compared in a column: tenths hide most differences between means of a few units, and say nothing of a
// score whose unit LivePerson does not document, which may be a share (0.67) or a percentage (67.3).
const withHundredths = ['csat_mean', 'fcr', 'nps', 'agent_messages_per_segment'];

// Grafana's default is right for counts (1234 is "1.23 K", 12 is "12"), but shows two decimals of times and ratios, and
// three digits of a number without a unit. Scores from -100 to 100 are compared in a column.
function decimalsOf({ id, category, measure, unit }: Kpi): number | undefined {
  if (withHundredths.includes(id)) {
    return 2;
  }
  const isScore = category === 'mcs' && measure !== 'count';
  return isScore || ((measure === 'average' || measure === 'ratio') && unit !== 'none') ? 1 : undefined;
}

/** A name after the symbol of the level, which the query must ask for (`levelText`): panels cut the end of a long name. */
const withLevelSymbol = (name: string) => `\${__field.labels.levelSymbol} ${name}`;

/** A name, followed by the level in words, where there is room for them. */
export const withLevel = (name: string) => `${name} \${__field.labels.level}`;

/** The same with the row whose level it is, where the query asks for the worst of them (`worstOf`). */
export const withLevelAndRow = (name: string) => `${name} \${__field.labels.levelWithRow}`;

// How the catalogue describes a KPI that counts bots unless a query leaves them out.
const botsUnlessFiltered = ', including bots unless User types is set to Humans';

/** The description of a KPI in a panel, which says whether its query counts bots. */
export const descriptionOf = ({ description }: Kpi, { userTypes }: Pick<PanelQuery, 'userTypes'>): string =>
  description.replace(botsUnlessFiltered, userTypes ? ', excluding bots' : ', including bots');

/** What a panel's description says of levels that come from rows behind its values; empty if they do not. */
const worstNote = ({ worstOf }: Pick<PanelQuery, 'worstOf'>): string =>
  worstOf
    ? `\n\nThe level is that of the worst ${worstOf}, which is named, if it is worse than the level of the total.`
    : '';

const hasLevelFromSample = (id: string): boolean => canHaveLevels(kpiOf(id)) && sampleOptions([id]).length > 0;

/** What a panel's description says of levels of values that are estimated; empty if there are none. */
const sampleNote = ({ kpis, interval }: PanelQuery): string =>
  !interval && kpis.some(hasLevelFromSample)
    ? '\n\nAn estimate from fewer than ten conversations has no level, and so no color.'
    : '';

/** Applies a query for one KPI to a panel, with title, description and unit from the catalogue. Its levels come with the data. */
export function applyKpi<B extends PanelBuilder>(panel: B, kpi: Kpi, query: PanelQuery): B {
  const decimals = decimalsOf(kpi);
  return (decimals === undefined ? panel : panel.decimals(decimals))
    .title(kpi.label)
    .description(`${descriptionOf(kpi, query)}${worstNote(query)}${sampleNote(query)}`)
    .datasource(dataSource)
    .withTarget(new KmmQueryBuilder(query))
    .unit(kpi.unit)
    .noValue(noValue)
    .thresholds(neutralThresholds(query.levelColors))
    .colorScheme(colourByLevel());
}

/** A KPI in a panel of several KPIs, with a short name for use below the panel's title. */
export interface KpiField {
  id: string;
  name: string;
  /** Replaces the colours of levels. */
  colour?: string;
}

/** KPIs with their own labels, as fields of a panel. */
export const labelledFields = (ids: string[]): KpiField[] => ids.map((id) => ({ id, name: kpiOf(id).label }));

/** The query and the fields of a panel of several KPIs. */
export interface MultiKpiPanel extends Omit<PanelQuery, 'kpis'> {
  title: string;
  fields: KpiField[];
}

/** A line of a panel's description: the name in the panel, the label as in docs/kpis.md, and the description. */
function describeField({ id, name }: KpiField, query: Pick<PanelQuery, 'userTypes'>): string {
  const kpi = kpiOf(id);
  return `- **${name}**${name === kpi.label ? '' : ` (${kpi.label})`}: ${descriptionOf(kpi, query)}`;
}

/**
 * Applies a query for several KPIs to a panel, with a line of the description and, by `overridesOf`, the properties of an
 * override for each of them.
 */
export function applyKpis<B extends PanelBuilder>(
  panel: B,
  { title, fields, ...rest }: MultiKpiPanel,
  overridesOf?: (kpi: Kpi, field: KpiField) => DynamicConfigValue[]
): B {
  const [first] = fields;
  if (!first) {
    throw new Error(`The panel "${title}" has no KPI: add at least one.`);
  }
  const query = { ...rest, kpis: fields.map(({ id }) => id) };
  panel
    .title(title)
    .description(
      `${fields.map((field) => describeField(field, query)).join('\n')}${worstNote(query)}${sampleNote(query)}`
    )
    .datasource(dataSource)
    .withTarget(new KmmQueryBuilder(query))
    .unit(kpiOf(first.id).unit)
    .noValue(noValue)
    .thresholds(neutralThresholds(query.levelColors))
    .colorScheme(colourByLevel());
  return fields.reduce(
    (configured, field) =>
      overridesOf ? configured.overrideByName(field.id, overridesOf(kpiOf(field.id), field)) : configured,
    panel
  );
}

/** Options of the query of a panel of several KPIs. */
export type QueryOptions = Omit<PanelQuery, 'rows' | 'kpis'>;

/** Applies a query for several KPIs of the account to a panel; names begin with the symbol of the level if the query asks for it. */
export function applyAccountKpis<B extends PanelBuilder>(
  panel: B,
  title: string,
  fields: KpiField[],
  options: QueryOptions = {}
): B {
  const nameOf = ({ name }: KpiField) => (options.levelText ? withLevelSymbol(name) : name);
  return applyKpis(panel, { title, fields, rows: 'account', ...options }, (kpi, field) => [
    ...kpiFieldOptions(kpi),
    ...(field.colour ? [{ id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor: field.colour } }] : []),
    { id: 'displayName', value: nameOf(field) },
  ]);
}

/** A panel with a note below its description. */
export function withNote<B extends cog.Builder<Panel> & { description(text: string): B }>(panel: B, note: string): B {
  return panel.description(`${panel.build().description ?? ''}\n\n${note}`);
}

/** Unit and decimals of a KPI's field, as an override's properties. */
export function kpiFieldOptions(kpi: Kpi): DynamicConfigValue[] {
  const decimals = decimalsOf(kpi);
  return [{ id: 'unit', value: kpi.unit }, ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }])];
}

/** Prevents a name of digits only, such as that of a deleted skill, from being formatted as a number. */
export const textUnit: DynamicConfigValue = { id: 'unit', value: 'string' };

/** Reduces each field to one value, as for the single row of the account and for the layout `fields`. */
export function reduceToLast(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().values(false).calcs(['lastNotNull']).fields('');
}

/** Shows a value for each row, such as a skill or a group. */
export function showAllRows(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().values(true).calcs([]).fields('');
}

import {
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  TableCellHeight,
} from '@grafana/grafana-foundation-sdk/common';
import {
  type DynamicConfigValue,
  MappingType,
  type Panel,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';

import { canHaveLevels, describeRow, type Kpi, type NamedRowKind, type RowKind } from '../../catalogue';
import { agentCellOptions } from './agentCells';
import { conversationCellOptions } from './conversationCells';
import { columnWidth, minTextWidth, widthOfWords } from './columnWidth';
import type { PanelQuery } from '../query';
import { applyKpis, kpiFieldOptions, type KpiField, kpiOf, textUnit, withNote } from './kpiOptions';

/** Adds the one table option that the SDK does not have yet. */
class PagedTableBuilder extends TableBuilder {
  build(): Panel {
    const panel = super.build();
    panel.options = { ...panel.options, enablePagination: true };
    return panel;
  }
}

// A level colours the whole cell: a gauge in the colour of a normal value would be transparent.
const colouredCell: DynamicConfigValue = {
  id: 'custom.cellOptions',
  value: { type: TableCellDisplayMode.ColorBackground, mode: TableCellBackgroundDisplayMode.Basic },
};

// A level and a KPI in two lines, and a level alone in one.
const namedLevelWidth = 96;
const levelWidth = 88;

/** A column of levels is as wide as the longest word of the names of KPIs that may be in it. */
const levelColumnWidth = (kpis: Kpi[]): DynamicConfigValue =>
  kpis.length > 1
    ? { id: 'custom.minWidth', value: Math.max(namedLevelWidth, widthOfWords(...kpis.map(({ label }) => label))) }
    : { id: 'custom.width', value: levelWidth };

/** Texts that are wider than their column go on in a second line: Grafana would cut them without an ellipsis. */
const wrapped: DynamicConfigValue = { id: 'custom.wrapText', value: true };

const levelMapping = (pattern: string, color: string, index: number): ValueMapping => ({
  type: MappingType.RegexToText,
  options: { pattern, result: { color, index } },
});

/** The worst level of a row, with the KPIs that reach it if several can. */
const levelColumn = (kpis: Kpi[]): DynamicConfigValue[] => [
  { id: 'displayName', value: 'Level' },
  levelColumnWidth(kpis),
  { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText, wrapText: true } },
  wrapped,
  { id: 'mappings', value: [levelMapping('^▲.*', 'red', 0), levelMapping('^△.*', 'orange', 1)] },
  { id: 'noValue', value: '' },
];

/** Cells are coloured if they need attention; rows with levels of their own bring the style of theirs in a field. */
const levelOptions = (kpi: Kpi): DynamicConfigValue[] =>
  canHaveLevels(kpi) ? [colouredCell, { id: 'custom.styleField', value: `${kpi.id}.style` }] : [];

const cellOptions: Partial<Record<RowKind, Partial<Record<string, DynamicConfigValue[]>>>> = {
  agent: agentCellOptions,
  conversation: conversationCellOptions,
};

/** Values that grow while they are shown come with a unit of their own: hh:mm:ss, which changes each second. */
const growsIn = ({ sources = [] }: Kpi, rows: RowKind): boolean =>
  rows === 'conversation' && sources.some(({ since }) => since);

function columnOptions(kpi: Kpi, rows: RowKind, name: string): DynamicConfigValue[] {
  return [
    ...(growsIn(kpi, rows) ? [] : kpiFieldOptions(kpi)),
    { id: 'displayName', value: name },
    columnWidth(kpi, name),
    ...levelOptions(kpi),
    ...(kpi.measure === 'text' ? [wrapped] : []),
    ...(cellOptions[rows]?.[kpi.id] ?? []),
    { id: 'custom.wrapHeaderText', value: true },
  ];
}

/** What a table compares. */
export interface Comparison {
  title: string;
  rows: NamedRowKind;
  /** The heading of the rows' names; absent means the label of the kind of row. */
  rowName?: string;
  fields: KpiField[];
  /** The KPI by which rows are ordered, largest first. Absent means the order of rows of this kind. */
  orderKpi?: string;
  /** Rows that reach the worst level come first, whichever KPI reaches it. */
  worstFirst?: boolean;
  /** The link of row names. */
  link?: { title: string; url: string };
  agentStatus?: PanelQuery['agentStatus'];
  /** The dashboard's time range if absent. */
  window?: PanelQuery['window'];
}

/** Wide enough for a long word, at which a name cannot break. Tables of agents have more columns; conversations have short ids. */
function rowWidth(rows: NamedRowKind): DynamicConfigValue {
  switch (rows) {
    case 'agent':
      return { id: 'custom.minWidth', value: minTextWidth };
    case 'conversation':
      return { id: 'custom.width', value: 84 };
    default:
      return { id: 'custom.minWidth', value: 108 };
  }
}

const worstFirstNote = (rows: NamedRowKind) =>
  `The ${describeRow(rows).plural} that need attention most come first: those with a critical value, then those with a warning value. Deleted ones come last.`;

/** A table with a row for each row of a kind, and a column for each field and for the worst level that a row reaches. */
export function comparisonTable(comparison: Comparison): TableBuilder {
  const { title, rows, rowName = describeRow(rows).label, fields, orderKpi, worstFirst, link } = comparison;
  const { agentStatus, window } = comparison;
  const withLevels = fields.map(({ id }) => kpiOf(id)).filter(canHaveLevels);
  const hasLevels = withLevels.length > 0;
  const query = {
    title,
    fields,
    rows,
    ...(orderKpi && { orderBy: { kpi: orderKpi, desc: true, ...(worstFirst && { worstFirst }) } }),
    levelColors: 'attention' as const,
    ...(hasLevels && { levelText: true }),
    ...(agentStatus && { agentStatus }),
    ...(window && { window }),
  };
  const table = applyKpis(new PagedTableBuilder(), query, (kpi, { name }) => columnOptions(kpi, rows, name));
  const noted = worstFirst ? withNote(table, worstFirstNote(rows)) : table;
  const configured = noted
    .cellHeight(TableCellHeight.Sm)
    .overrideByName(rows, [
      { id: 'displayName', value: rowName },
      textUnit,
      rowWidth(rows),
      wrapped,
      ...(link ? [{ id: 'links', value: [{ ...link, targetBlank: false }] }] : []),
    ])
    .overrideByName(`${rows}Id`, [{ id: 'custom.hideFrom.viz', value: true }]);
  return hasLevels ? configured.overrideByName('level', levelColumn(withLevels)) : configured;
}

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
import { columnWidth, minTextWidth } from './columnWidth';
import type { PanelQuery } from '../query';
import { applyKpis, kpiFieldOptions, type KpiField, textUnit, withNote } from './kpiOptions';

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

// A level and a KPI in two lines.
const levelWidth = 96;

/** Texts that are wider than their column go on in a second line: Grafana would cut them without an ellipsis. */
const wrapped: DynamicConfigValue = { id: 'custom.wrapText', value: true };

const levelMapping = (pattern: string, color: string, index: number): ValueMapping => ({
  type: MappingType.RegexToText,
  options: { pattern, result: { color, index } },
});

/** The worst level of a row, with the KPIs that reach it. */
const levelColumn: DynamicConfigValue[] = [
  { id: 'displayName', value: 'Level' },
  { id: 'custom.minWidth', value: levelWidth },
  { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText, wrapText: true } },
  wrapped,
  { id: 'mappings', value: [levelMapping('^▲.*', 'red', 0), levelMapping('^△.*', 'orange', 1)] },
  { id: 'noValue', value: '' },
];

/** Cells are coloured if they need attention; rows with levels of their own bring the style of theirs in a field. */
const levelOptions = (kpi: Kpi): DynamicConfigValue[] =>
  canHaveLevels(kpi) ? [colouredCell, { id: 'custom.styleField', value: `${kpi.id}.style` }] : [];

function columnOptions(kpi: Kpi, rows: RowKind, name: string): DynamicConfigValue[] {
  return [
    ...kpiFieldOptions(kpi),
    { id: 'displayName', value: name },
    columnWidth(kpi, name),
    ...levelOptions(kpi),
    ...(kpi.measure === 'text' ? [wrapped] : []),
    ...(rows === 'agent' ? (agentCellOptions[kpi.id] ?? []) : []),
    { id: 'custom.wrapHeaderText', value: true },
  ];
}

/** What a table compares. */
export interface Comparison {
  title: string;
  rows: NamedRowKind;
  fields: KpiField[];
  /** The KPI by which rows are ordered, largest first. */
  orderKpi: string;
  /** Rows that reach the worst level come first, whichever KPI reaches it. */
  worstFirst?: boolean;
  /** The link of row names. */
  link?: { title: string; url: string };
  agentStatus?: PanelQuery['agentStatus'];
  /** The dashboard's time range if absent. */
  window?: PanelQuery['window'];
}

const worstFirstNote = (rows: NamedRowKind) =>
  `The ${describeRow(rows).plural} that need attention most come first: those with a critical value, then those with a warning value. Deleted ones come last.`;

/** A table with a row for each row of a kind, and a column for each field and for the worst level that a row reaches. */
export function comparisonTable(comparison: Comparison): TableBuilder {
  const { title, rows, fields, orderKpi, worstFirst, link, agentStatus, window } = comparison;
  const query = {
    title,
    fields,
    rows,
    orderBy: { kpi: orderKpi, desc: true, ...(worstFirst && { worstFirst }) },
    levelColors: 'attention' as const,
    levelText: true,
    ...(agentStatus && { agentStatus }),
    ...(window && { window }),
  };
  const table = applyKpis(new PagedTableBuilder(), query, (kpi, { name }) => columnOptions(kpi, rows, name));
  return (worstFirst ? withNote(table, worstFirstNote(rows)) : table)
    .cellHeight(TableCellHeight.Sm)
    .overrideByName(rows, [
      { id: 'displayName', value: describeRow(rows).label },
      textUnit,
      // Wide enough for a long word, at which a name cannot break; a table of agents has more columns.
      { id: 'custom.minWidth', value: rows === 'agent' ? minTextWidth : 108 },
      wrapped,
      ...(link ? [{ id: 'links', value: [{ ...link, targetBlank: false }] }] : []),
    ])
    .overrideByName(`${rows}Id`, [{ id: 'custom.hideFrom.viz', value: true }])
    .overrideByName('level', levelColumn);
}

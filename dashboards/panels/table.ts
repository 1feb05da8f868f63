import {
  BarGaugeDisplayMode,
  BarGaugeValueMode,
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  TableCellHeight,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';

import { describeRow, type Kpi, type NamedRowKind, type RowKind } from '../../catalogue';
import { agentCellOptions } from './agentCells';
import { columnWidth, isGauge, minTextWidth } from './columnWidth';
import { applyKpis, kpiFieldOptions, type KpiField, textUnit } from './kpiOptions';

/** Adds the one table option that the SDK does not have yet. */
class PagedTableBuilder extends TableBuilder {
  build(): Panel {
    const panel = super.build();
    panel.options = { ...panel.options, enablePagination: true };
    return panel;
  }
}

function cellOptions(kpi: Kpi): DynamicConfigValue[] {
  if (isGauge(kpi)) {
    const gauge = {
      type: TableCellDisplayMode.Gauge,
      mode: BarGaugeDisplayMode.Basic,
      valueDisplayMode: BarGaugeValueMode.Color,
    };
    return [
      { id: 'custom.cellOptions', value: gauge },
      { id: 'min', value: 0 },
      { id: 'max', value: 1 },
    ];
  }
  const coloured = { type: TableCellDisplayMode.ColorBackground, mode: TableCellBackgroundDisplayMode.Basic };
  return kpi.better === 'neither' ? [] : [{ id: 'custom.cellOptions', value: coloured }];
}

/** Gauges have all level colours; other cells are coloured only if they need attention. */
function columnOptions(kpi: Kpi, rows: RowKind, name: string): DynamicConfigValue[] {
  const cell = [
    columnWidth(kpi, name),
    ...cellOptions(kpi),
    ...(rows === 'agent' ? (agentCellOptions[kpi.id] ?? []) : []),
  ];
  return [
    ...kpiFieldOptions(kpi),
    { id: 'displayName', value: name },
    ...cell,
    { id: 'custom.wrapHeaderText', value: true },
  ];
}

/**
 * A table with a row for each row of a kind and a column for each field, ordered by `orderKpi`, largest first. Row names
 * have the `link`.
 */
export function comparisonTable(
  title: string,
  rows: NamedRowKind,
  fields: KpiField[],
  orderKpi: string,
  link?: { title: string; url: string }
): TableBuilder {
  const orderBy = { kpi: orderKpi, desc: true };
  return applyKpis(
    new PagedTableBuilder(),
    { title, fields, rows, orderBy, levelColors: 'attention' },
    (kpi, { name }) => columnOptions(kpi, rows, name)
  )
    .cellHeight(TableCellHeight.Sm)
    .overrideByName(rows, [
      { id: 'displayName', value: describeRow(rows).label },
      textUnit,
      { id: 'custom.minWidth', value: minTextWidth },
      ...(link ? [{ id: 'links', value: [{ ...link, targetBlank: false }] }] : []),
    ])
    .overrideByName(`${rows}Id`, [{ id: 'custom.hideFrom.viz', value: true }]);
}

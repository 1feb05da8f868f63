import {
  BarGaugeDisplayMode,
  BarGaugeValueMode,
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  TableCellHeight,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';

import type { Kpi, RowKind } from '../../catalogue';
import { bright, quiet, thresholdSteps } from '../thresholds';
import { capitalized } from '../variables';
import { agentCells } from './agentCells';
import { columnWidth, isGauge, wordsWidth } from './columnWidth';
import { dressAll, fieldOptions, type Part, textUnit } from './kpi';

/** Of the table panel's options, the one that the SDK does not know yet. */
class PagedTableBuilder extends TableBuilder {
  build(): Panel {
    const panel = super.build();
    panel.options = { ...panel.options, enablePagination: true };
    return panel;
  }
}

function cellOptions(kpi: Kpi, rows: RowKind): DynamicConfigValue[] {
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
  return thresholdSteps(kpi, rows) ? [{ id: 'custom.cellOptions', value: coloured }] : [];
}

/** Colours of a cell: a gauge is green when all is well, any other cell then has no colour and lets the others stand out. */
function columnOptions(kpi: Kpi, rows: RowKind, name: string): DynamicConfigValue[] {
  const cell = [
    columnWidth(kpi, name),
    ...cellOptions(kpi, rows),
    ...(rows === 'agent' ? (agentCells[kpi.id] ?? []) : []),
  ];
  return [
    ...fieldOptions(kpi, rows, isGauge(kpi) ? bright : quiet),
    { id: 'displayName', value: name },
    ...cell,
    { id: 'custom.wrapHeaderText', value: true },
  ];
}

/**
 * Rows of a kind side by side, a column for each part, at first in the order of `largest`; `link` opens from a row's name.
 */
export function comparison(
  title: string,
  rows: Exclude<RowKind, 'account'>,
  parts: Part[],
  largest: string,
  link?: { title: string; url: string }
): TableBuilder {
  const orderBy = { kpi: largest, desc: true };
  return dressAll(new PagedTableBuilder(), { title, parts, rows, orderBy }, (kpi, { name }) =>
    columnOptions(kpi, rows, name)
  )
    .cellHeight(TableCellHeight.Sm)
    .overrideByName(rows, [
      { id: 'displayName', value: capitalized(rows) },
      textUnit,
      { id: 'custom.minWidth', value: wordsWidth },
      ...(link ? [{ id: 'links', value: [{ ...link, targetBlank: false }] }] : []),
    ])
    .overrideByName(`${rows}Id`, [{ id: 'custom.hideFrom.viz', value: true }]);
}

import {
  BarGaugeDisplayMode,
  BarGaugeValueMode,
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
  TableCellHeight,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';

import type { Kpi, Rows } from '../../catalogue';
import { bright, quiet, thresholdSteps } from '../thresholds';
import { capitalized } from '../variables';
import { agentCells } from './agentCells';
import { dressAll, fieldOptions, textUnit } from './kpi';

/** Of the table panel's options, the one that the SDK does not know yet. */
class PagedTableBuilder extends TableBuilder {
  build(): Panel {
    const panel = super.build();
    panel.options = { ...panel.options, enablePagination: true };
    return panel;
  }
}

function cellOptions(kpi: Kpi, rows: Rows): DynamicConfigValue[] {
  if (kpi.measure === 'ratio' && kpi.better === 'less') {
    const gauge = {
      type: TableCellDisplayMode.Gauge,
      mode: BarGaugeDisplayMode.Basic,
      valueDisplayMode: BarGaugeValueMode.Color,
    };
    return [
      { id: 'custom.cellOptions', value: gauge },
      { id: 'min', value: 0 },
      { id: 'max', value: 1 },
      { id: 'custom.width', value: 115 },
    ];
  }
  const coloured = { type: TableCellDisplayMode.ColorBackground, mode: TableCellBackgroundDisplayMode.Basic };
  return thresholdSteps(kpi, rows) ? [{ id: 'custom.cellOptions', value: coloured }] : [];
}

/** Colours of a cell: a gauge is green when all is well, any other cell then has no colour and lets the others stand out. */
function columnOptions(kpi: Kpi, rows: Rows): DynamicConfigValue[] {
  const cell = [...cellOptions(kpi, rows), ...(rows === 'agent' ? (agentCells[kpi.id] ?? []) : [])];
  const isGauge = cell.some((property) => property.id === 'max');
  return [...fieldOptions(kpi, rows, isGauge ? bright : quiet), ...cell, { id: 'custom.wrapHeaderText', value: true }];
}

/**
 * Rows of a kind side by side, a column for each KPI, at first in the order of `largest`; `link` opens from a row's name.
 */
export function comparison(
  title: string,
  rows: Exclude<Rows, 'account'>,
  ids: string[],
  largest: string,
  link?: { title: string; url: string }
): TableBuilder {
  const orderBy = { kpi: largest, desc: true };
  return dressAll(new PagedTableBuilder(), title, { rows, kpis: ids, orderBy }, (kpi) => columnOptions(kpi, rows))
    .cellHeight(TableCellHeight.Sm)
    .minWidth(68)
    .overrideByName(rows, [
      { id: 'displayName', value: capitalized(rows) },
      textUnit,
      { id: 'custom.width', value: 150 },
      ...(link ? [{ id: 'links', value: [{ ...link, targetBlank: false }] }] : []),
    ])
    .overrideByName(`${rows}Id`, [{ id: 'custom.hideFrom.viz', value: true }]);
}

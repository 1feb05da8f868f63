import { cacheFieldDisplayNames, type PanelProps } from '@grafana/data';
import { TableCellHeight, type TableSortByFieldState } from '@grafana/schema';
import { TableNG } from '@grafana/ui/unstable';
import { useMemo } from 'react';

/** A table's options, as dashboards hold them. */
export interface TableOptions {
  showHeader: boolean;
  showTypeIcons: boolean;
  cellHeight: TableCellHeight;
  enablePagination: boolean;
  frameIndex: number;
  maxRowHeight?: number;
  sortBy?: TableSortByFieldState[];
  frozenColumns?: { left?: number };
}

/** What Grafana takes where a table does not say it. */
export const tableDefaults: TableOptions = {
  showHeader: true,
  showTypeIcons: false,
  cellHeight: TableCellHeight.Sm,
  enablePagination: false,
  frameIndex: 0,
  maxRowHeight: undefined,
  sortBy: undefined,
  frozenColumns: undefined,
};

/** Grafana's table of one frame, with sorting, pages and links. */
export function Table({ data, options, fieldConfig, timeRange, width, height, ...props }: PanelProps<TableOptions>) {
  useMemo(() => cacheFieldDisplayNames(data.series), [data.series]);
  const frame = data.series[options.frameIndex] ?? data.series[0];
  if (!frame) {
    return <p>No data</p>;
  }
  return (
    <TableNG
      data={frame}
      structureRev={data.structureRev}
      fieldConfig={fieldConfig}
      timeRange={timeRange}
      width={width}
      height={height}
      noHeader={!options.showHeader}
      showTypeIcons={options.showTypeIcons}
      cellHeight={options.cellHeight}
      maxRowHeight={options.maxRowHeight}
      enablePagination={options.enablePagination}
      frozenColumns={options.frozenColumns?.left}
      initialSortBy={options.sortBy}
      onSortByChange={(sortBy) => props.onOptionsChange({ ...options, sortBy })}
      resizable
      transparent={props.transparent}
    />
  );
}

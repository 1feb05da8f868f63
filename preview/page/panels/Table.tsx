import { cacheFieldDisplayNames, type PanelProps } from '@grafana/data';
import type { TableOptions } from '@grafana/schema';
import { TableNG } from '@grafana/ui/unstable';
import { useMemo } from 'react';

/** Grafana's table of one frame, with sorting, pages and links; of several, the first. */
export function Table({ data, options, ...panel }: PanelProps<TableOptions>) {
  const frames = useMemo(() => {
    cacheFieldDisplayNames(data.series);
    return data.series.filter(({ fields }) => fields.length > 0);
  }, [data.series]);
  const frame = frames[options.frameIndex] ?? frames[0];
  if (!frame) {
    return <p>{panel.fieldConfig.defaults.noValue ?? 'No data'}</p>;
  }
  return (
    <TableNG
      {...panel}
      {...options}
      data={frame}
      structureRev={data.structureRev}
      noHeader={!options.showHeader}
      frozenColumns={options.frozenColumns?.left}
      initialSortBy={options.sortBy}
      onSortByChange={(sortBy) => panel.onOptionsChange({ ...options, sortBy })}
      resizable
    />
  );
}

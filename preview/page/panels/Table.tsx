import { cacheFieldDisplayNames, getFrameDisplayName, type PanelProps } from '@grafana/data';
import type { TableOptions } from '@grafana/schema';
import { Combobox, InlineField } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { useMemo } from 'react';

/** Grafana's table of one frame, with sorting, pages and links; where there are several, one chooses among them. */
export function Table({ data, options, ...panel }: PanelProps<TableOptions>) {
  const frames = useMemo(() => {
    cacheFieldDisplayNames(data.series);
    return data.series.filter(({ fields }) => fields.length > 0);
  }, [data.series]);
  const index = frames[options.frameIndex] ? options.frameIndex : 0;
  const frame = frames[index];
  if (!frame) {
    return <p>{panel.fieldConfig.defaults.noValue ?? 'No data'}</p>;
  }
  return (
    <>
      <TableNG
        {...options}
        data={frame}
        structureRev={data.structureRev}
        fieldConfig={panel.fieldConfig}
        timeRange={panel.timeRange}
        width={panel.width}
        height={frames.length > 1 ? panel.height - 32 : panel.height}
        noHeader={!options.showHeader}
        frozenColumns={options.frozenColumns?.left}
        initialSortBy={options.sortBy}
        onSortByChange={(sortBy) => panel.onOptionsChange({ ...options, sortBy })}
        resizable
        transparent={panel.transparent}
      />
      {frames.length > 1 && (
        <InlineField label="Shown" grow>
          <Combobox
            options={frames.map((one, value) => ({ label: getFrameDisplayName(one, value), value }))}
            value={index}
            onChange={({ value }) => panel.onOptionsChange({ ...options, frameIndex: value })}
          />
        </InlineField>
      )}
    </>
  );
}

import type { DataTransformerConfig, PanelMenuItem } from '@grafana/data';
import {
  SceneDataTransformer,
  type SceneDataQuery,
  SceneGridItem,
  SceneQueryRunner,
  VizPanel,
  VizPanelMenu,
} from '@grafana/scenes';
import type { Panel } from '@grafana/schema';
import { Text } from '@grafana/ui';

import { downloadCsv } from './csv';
import { undrawnIn } from './gaps';

/** What is opened from a panel's menu: an editor of the plugin beside the dashboard. */
export interface Opened {
  editor: 'query' | 'connection';
  panel: VizPanel;
}

/** Opens an editor. */
export type Open = (opened: Opened) => void;

function dataOf({ targets, datasource, maxDataPoints, interval, transformations = [] }: Panel): SceneDataTransformer {
  const asked = { queries: targets as SceneDataQuery[], datasource, minInterval: interval };
  const $data = new SceneQueryRunner({ ...asked, maxDataPoints: maxDataPoints ?? undefined });
  return new SceneDataTransformer({ $data, transformations: transformations as DataTransformerConfig[] });
}

/** What asks a panel's queries, or undefined where it asks nothing. */
export function runnerOf(panel: VizPanel): SceneQueryRunner | undefined {
  const runner = panel.state.$data?.state.$data;
  return runner instanceof SceneQueryRunner ? runner : undefined;
}

function menuOf(panel: VizPanel, open: Open): VizPanelMenu {
  const items: PanelMenuItem[] = [
    { text: 'Edit query', iconClassName: 'edit', onClick: () => open({ editor: 'query', panel }) },
    { text: 'Edit connection', iconClassName: 'plug', onClick: () => open({ editor: 'connection', panel }) },
    { text: 'Download CSV', iconClassName: 'download-alt', onClick: () => downloadCsv(panel) },
  ];
  return new VizPanelMenu({ items });
}

/** The line under a panel's title that names what of the panel is not drawn, if anything is not. */
function Gaps({ names }: { names: string[] }) {
  return (
    <Text element="p" variant="bodySmall" color="warning" truncate>
      Not drawn in the preview: {names.join(', ')}
    </Text>
  );
}

/** A panel of a dashboard's JSON at its place in the grid. */
export function gridItem(json: Panel, open: Open): SceneGridItem {
  const { id, type, title = '', description, options, fieldConfig, transparent, gridPos } = json;
  const names = undrawnIn(json);
  const panel = new VizPanel({
    key: `panel-${id}`,
    pluginId: type,
    title,
    description,
    options,
    subHeader: names.length > 0 && <Gaps names={names} />,
    fieldConfig: fieldConfig as VizPanel['state']['fieldConfig'],
    displayMode: transparent ? 'transparent' : 'default',
    hoverHeader: !title && names.length === 0,
    hoverHeaderOffset: 0,
  });
  if (json.targets?.length) {
    panel.setState({ $data: dataOf(json), menu: menuOf(panel, open) });
  }
  return new SceneGridItem({ x: gridPos?.x, y: gridPos?.y, width: gridPos?.w, height: gridPos?.h, body: panel });
}

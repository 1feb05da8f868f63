import type { DataTransformerConfig, PanelMenuItem } from '@grafana/data';
import * as scenes from '@grafana/scenes';
import type { Panel } from '@grafana/schema';
import { Text } from '@grafana/ui';

import { downloadCsv } from './csv';
import { unsupportedInPanel } from './unsupported';
import { Notices } from './Notices';

/** An editor of the plugin that was opened from a panel's menu. */
export interface OpenEditor {
  editor: 'query' | 'connection';
  panel: scenes.VizPanel;
}

/** Opens an editor. */
export type OnOpenEditor = (opened: OpenEditor) => void;

function dataProviderOf({
  targets,
  datasource,
  maxDataPoints,
  interval,
  transformations,
}: Panel): scenes.SceneDataTransformer {
  const queryState = { queries: targets as scenes.SceneDataQuery[], datasource, minInterval: interval };
  const $data = new scenes.SceneQueryRunner({ ...queryState, maxDataPoints: maxDataPoints ?? undefined });
  const transformed = transformations as DataTransformerConfig[] | undefined;
  return new scenes.SceneDataTransformer({ $data, transformations: transformed ?? [] });
}

/** The query runner of a panel, or undefined without queries. */
export function queryRunnerOf(panel: scenes.VizPanel): scenes.SceneQueryRunner | undefined {
  const runner = panel.state.$data?.state.$data;
  return runner instanceof scenes.SceneQueryRunner ? runner : undefined;
}

function menuOf(panel: scenes.VizPanel, open: OnOpenEditor): scenes.VizPanelMenu {
  const items: PanelMenuItem[] = [
    { text: 'Edit query', iconClassName: 'edit', onClick: () => open({ editor: 'query', panel }) },
    { text: 'Edit connection', iconClassName: 'plug', onClick: () => open({ editor: 'connection', panel }) },
    { text: 'Download CSV', iconClassName: 'download-alt', onClick: () => downloadCsv(panel) },
  ];
  return new scenes.VizPanelMenu({ items });
}

/** A panel of a dashboard's JSON at its position in the grid. */
export function gridItem(json: Panel, open: OnOpenEditor): scenes.SceneGridItem {
  const { id, type, title = '', description, options, fieldConfig, transparent, gridPos } = json;
  const unsupported = unsupportedInPanel(json);
  const panel = new scenes.VizPanel({
    key: `panel-${id}`,
    pluginId: type,
    title,
    description,
    options,
    subHeader: unsupported.length > 0 && (
      <Text element="p" variant="bodySmall" color="warning" truncate>
        Not supported in the preview: {unsupported.join(', ')}
      </Text>
    ),
    fieldConfig: fieldConfig as scenes.VizPanel['state']['fieldConfig'],
    displayMode: transparent ? 'transparent' : 'default',
    hoverHeader: !title && unsupported.length === 0,
    hoverHeaderOffset: 0,
  });
  if (json.targets?.length) {
    const $data = dataProviderOf(json);
    const titleItems = <Notices key="notices" data={$data.state.$data ?? $data} />;
    panel.setState({ $data, titleItems, menu: menuOf(panel, open) });
  }
  return new scenes.SceneGridItem({ x: gridPos?.x, y: gridPos?.y, width: gridPos?.w, height: gridPos?.h, body: panel });
}

import type { DataTransformerConfig } from '@grafana/data';
import {
  SceneDataTransformer,
  SceneGridItem,
  SceneQueryRunner,
  VizPanel,
  VizPanelMenu,
  type SceneDataQuery,
} from '@grafana/scenes';
import type { Panel } from '@grafana/schema';

import { undrawnIn } from './gaps';
import { downloadCsv } from './csv';

/** What can be opened from a panel's menu. */
export interface Opened {
  editor: 'query' | 'connection';
  panel: VizPanel;
}

/** Opens an editor of the plugin beside the dashboard. */
export type Open = (opened: Opened) => void;

function dataOf({ targets, datasource, maxDataPoints, interval, transformations = [] }: Panel) {
  if (!targets?.length) {
    return undefined;
  }
  const queries = targets as SceneDataQuery[];
  const $data = new SceneQueryRunner({
    queries,
    datasource,
    maxDataPoints: maxDataPoints ?? undefined,
    minInterval: interval,
  });
  return new SceneDataTransformer({ $data, transformations: transformations as DataTransformerConfig[] });
}

/** What asks a panel's queries, or undefined where it asks nothing. */
export function runnerOf(panel: VizPanel): SceneQueryRunner | undefined {
  const runner = panel.state.$data?.state.$data;
  return runner instanceof SceneQueryRunner ? runner : undefined;
}

function addMenu(panel: VizPanel, open: Open): void {
  const menu = new VizPanelMenu({
    items: [
      { text: 'Edit query', iconClassName: 'edit', onClick: () => open({ editor: 'query', panel }) },
      { text: 'Edit connection', iconClassName: 'plug', onClick: () => open({ editor: 'connection', panel }) },
      { text: 'Download CSV', iconClassName: 'download-alt', onClick: () => downloadCsv(panel) },
    ],
  });
  panel.setState({ menu });
}

/** A panel of a dashboard's JSON at its place in the grid. */
export function gridItem(json: Panel, open: Open): SceneGridItem {
  const { id, type, title = '', description, options, fieldConfig, transparent, gridPos } = json;
  const panel = new VizPanel({
    key: `panel-${id}`,
    pluginId: type,
    title,
    description,
    options: { ...options, undrawn: undrawnIn(json) },
    fieldConfig: fieldConfig as VizPanel['state']['fieldConfig'],
    displayMode: transparent ? 'transparent' : 'default',
    hoverHeader: !title,
    hoverHeaderOffset: 0,
    $data: dataOf(json),
  });
  if (json.targets?.length) {
    addMenu(panel, open);
  }
  const { x, y, w: width, h: height } = gridPos ?? { x: 0, y: 0, w: 12, h: 8 };
  return new SceneGridItem({ key: `item-${id}`, x, y, width, height, body: panel });
}

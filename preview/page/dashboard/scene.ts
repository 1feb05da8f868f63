import {
  behaviors,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneGridLayout,
  SceneGridRow,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  type SceneGridItemLike,
  VariableValueSelectors,
} from '@grafana/scenes';
import type { Dashboard, Panel, RowPanel } from '@grafana/schema';

import { gridItem, type Open } from './panel';
import { variablesOf } from './variables';

function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === 'row';
}

function rowOf({ id, title, collapsed, gridPos, panels }: RowPanel, open: Open): SceneGridRow {
  const children = panels.map((panel) => gridItem(panel as Panel, open));
  return new SceneGridRow({
    key: `row-${id}`,
    title: title ?? '',
    y: gridPos?.y ?? 0,
    isCollapsed: collapsed,
    children,
  });
}

/** A collapsed row holds its panels, an open one is followed by them. */
function layoutOf(panels: Dashboard['panels'], open: Open): SceneGridLayout {
  const children: SceneGridItemLike[] = [];
  let row: SceneGridRow | undefined;
  for (const panel of panels ?? []) {
    if (isRow(panel)) {
      row = rowOf(panel, open);
      children.push(row);
    } else if (row && !row.state.isCollapsed) {
      row.setState({ children: [...row.state.children, gridItem(panel as Panel, open)] });
    } else {
      children.push(gridItem(panel as Panel, open));
    }
  }
  return new SceneGridLayout({ children, isDraggable: false, isResizable: false });
}

function controlsOf({ timepicker, refresh }: Dashboard) {
  return [
    new VariableValueSelectors({}),
    new SceneControlsSpacer(),
    new SceneTimePicker({ isOnCanvas: true, quickRanges: timepicker?.quick_ranges, hidePicker: timepicker?.hidden }),
    new SceneRefreshPicker({ refresh, intervals: timepicker?.refresh_intervals, isOnCanvas: true, withText: true }),
  ];
}

/** A dashboard's JSON as a scene of Grafana's own kind; `kiosk` leaves out what one chooses with. */
export function sceneOf(dashboard: Dashboard, kiosk: boolean, open: Open): EmbeddedScene {
  const { time, timezone, templating, panels, graphTooltip } = dashboard;
  const controls = controlsOf(dashboard);
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: time?.from, to: time?.to, timeZone: timezone }),
    $variables: variablesOf(templating?.list),
    $behaviors: [
      new behaviors.CursorSync({ sync: graphTooltip as number | undefined }),
      new behaviors.SceneQueryController(),
    ],
    controls: kiosk ? controls.slice(-1) : controls,
    body: layoutOf(panels, open),
  });
}

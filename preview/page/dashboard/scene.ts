import * as scenes from '@grafana/scenes';
import type { Dashboard, Panel, RowPanel } from '@grafana/schema';
import type { WeekStart } from '@grafana/ui';

import { gridItem, type OnOpenEditor } from './panel';
import { variablesOf } from './variables';

function rowOf({ title, collapsed: isCollapsed, gridPos, panels }: RowPanel, open: OnOpenEditor): scenes.SceneGridRow {
  const children = panels.map((panel) => gridItem(panel as Panel, open));
  return new scenes.SceneGridRow({ title: title ?? '', y: gridPos?.y, isCollapsed, children });
}

/** A collapsed row contains its panels, an expanded one is followed by them. */
function layoutOf(panels: Dashboard['panels'], open: OnOpenEditor): scenes.SceneGridLayout {
  const children: scenes.SceneGridItemLike[] = [];
  let row: scenes.SceneGridRow | undefined;
  for (const panel of panels ?? []) {
    if ('collapsed' in panel) {
      row = rowOf(panel, open);
      children.push(row);
    } else if (row && !row.state.isCollapsed) {
      row.setState({ children: [...row.state.children, gridItem(panel, open)] });
    } else {
      children.push(gridItem(panel, open));
    }
  }
  return new scenes.SceneGridLayout({ children, isDraggable: false, isResizable: false });
}

/** Creates a scene from a dashboard's JSON; with `kiosk` it has no variables and no time picker. */
export function sceneOf(dashboard: Dashboard, kiosk: boolean, open: OnOpenEditor): scenes.EmbeddedScene {
  const { time, timezone: timeZone, timepicker, refresh, templating, panels, graphTooltip } = dashboard;
  const { quick_ranges: quickRanges, hidden: hidePicker, refresh_intervals: intervals } = timepicker ?? {};
  const { weekStart, fiscalYearStartMonth } = dashboard as { weekStart?: WeekStart; fiscalYearStartMonth?: number };
  const refreshPicker = new scenes.SceneRefreshPicker({ refresh, intervals, isOnCanvas: true, withText: true });
  const controls = [
    new scenes.VariableValueSelectors({}),
    new scenes.SceneControlsSpacer(),
    new scenes.SceneTimePicker({ isOnCanvas: true, quickRanges, hidePicker }),
  ];
  return new scenes.EmbeddedScene({
    $timeRange: new scenes.SceneTimeRange({ ...time, timeZone, weekStart, fiscalYearStartMonth }),
    $variables: variablesOf(templating?.list),
    $behaviors: [new scenes.behaviors.CursorSync({ sync: graphTooltip as number | undefined })],
    controls: kiosk ? [refreshPicker] : [...controls, refreshPicker],
    body: layoutOf(panels, open),
  });
}

import { toCSV } from '@grafana/data';
import { sceneGraph, type VizPanel } from '@grafana/scenes';

/** Downloads a panel's values as a CSV file, formatted as in the panel. */
export function downloadCsv(panel: VizPanel): void {
  const { data } = sceneGraph.getData(panel).state;
  const { series } = panel.applyFieldConfig(data);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([toCSV(series)], { type: 'text/csv;charset=utf-8' }));
  link.download = `${sceneGraph.interpolate(panel, panel.state.title) || 'panel'}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

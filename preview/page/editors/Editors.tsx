import { sceneGraph, SceneVariableSet, type VizPanel } from '@grafana/scenes';
import { Drawer } from '@grafana/ui';

import { type OpenEditor, queryRunnerOf } from '../dashboard/panel';
import type { DataSources } from '../grafana/dataSources';
import { Connection } from './Connection';
import { Queries } from './Queries';

interface EditorsProps {
  openEditor: OpenEditor;
  sources: DataSources;
  onClose: () => void;
}

/** Reloads the data of a panel's dashboard, because the account can have changed. */
function reloadDashboard(panel: VizPanel): void {
  const all = sceneGraph.getVariables(panel);
  if (all instanceof SceneVariableSet) {
    // Variables load their options once: clones load them again and keep the selection.
    all.setState({ variables: all.state.variables.map((one) => one.clone()) });
  }
  sceneGraph.getTimeRange(panel).onRefresh();
}

/** The plugin's own editors, beside the panel from which they were opened. */
export function Editors({ openEditor: { editor, panel }, sources, onClose }: EditorsProps) {
  const runner = queryRunnerOf(panel);
  const uid = sceneGraph.interpolate(panel, runner?.state.datasource?.uid);
  const title = sceneGraph.interpolate(panel, panel.state.title) || 'this panel';
  const query = runner && <Queries runner={runner} uid={uid} sources={sources} />;
  const connection = <Connection uid={uid} sources={sources} onSaved={() => reloadDashboard(panel)} />;
  return (
    <Drawer title={editor === 'query' ? `Query of ${title}` : 'Connection'} onClose={onClose}>
      {!sources.getInstanceSettings(uid) &&
        'The preview has no editor for this data source. Open it in Grafana instead.'}
      {sources.getInstanceSettings(uid) && (editor === 'query' ? query : connection)}
    </Drawer>
  );
}

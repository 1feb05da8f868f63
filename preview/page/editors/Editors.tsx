import { sceneGraph } from '@grafana/scenes';
import { Drawer } from '@grafana/ui';

import { type Opened, runnerOf } from '../dashboard/panel';
import type { DataSources } from '../grafana/dataSources';
import { Connection } from './Connection';
import { Queries } from './Queries';

interface EditorsProps {
  opened: Opened;
  sources: DataSources;
  onClose: () => void;
}

/** The plugin's own editors, beside the panel from which they were opened. */
export function Editors({ opened: { editor, panel }, sources, onClose }: EditorsProps) {
  const runner = runnerOf(panel);
  const uid = sceneGraph.interpolate(panel, runner?.state.datasource?.uid);
  if (!runner) {
    return null;
  }
  const title = sceneGraph.interpolate(panel, panel.state.title) || 'this panel';
  return (
    <Drawer title={editor === 'query' ? `Query of ${title}` : 'Connection'} onClose={onClose}>
      {editor === 'query' ? (
        <Queries runner={runner} uid={uid} sources={sources} />
      ) : (
        <Connection uid={uid} sources={sources} onSaved={() => runner.runQueries()} />
      )}
    </Drawer>
  );
}

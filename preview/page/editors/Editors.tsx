import { sceneGraph } from '@grafana/scenes';
import { Drawer } from '@grafana/ui';

import type { Opened } from '../dashboard/panel';
import { runnerOf } from '../dashboard/panel';
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
  const settings = sources.getInstanceSettings(runner?.state.datasource, {
    __sceneObject: { value: { valueOf: () => panel } },
  });
  if (!runner || !settings) {
    return null;
  }
  const name = sceneGraph.interpolate(panel, panel.state.title);
  return (
    <Drawer
      title={editor === 'query' ? `Queries of ${name || 'this panel'}` : `Connection ${settings.name}`}
      onClose={onClose}
      size="md"
    >
      {editor === 'query' ? (
        <Queries runner={runner} settings={settings} sources={sources} />
      ) : (
        <Connection settings={settings} sources={sources} onSaved={() => runner.runQueries()} />
      )}
    </Drawer>
  );
}

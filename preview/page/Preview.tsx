import { locationService } from '@grafana/runtime';
import { type EmbeddedScene, UrlSyncManager } from '@grafana/scenes';
import type { Dashboard } from '@grafana/schema';
import { Box, Stack } from '@grafana/ui';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { Banner } from './Banner';
import { undrawnAround } from './dashboard/gaps';
import { type Open, type Opened } from './dashboard/panel';
import { sceneOf } from './dashboard/scene';
import { Editors } from './editors/Editors';
import type { DataSources } from './grafana/dataSources';
import { showScene } from './grafana/templates';
import { Links } from './Links';

const subscribe = (changed: () => void) => locationService.getHistory().listen(changed);

/** The scene of a dashboard, whose variables and time range follow the address and the other way round. */
function useScene(dashboard: Dashboard, kiosk: boolean, open: Open): EmbeddedScene {
  const [scene, sync] = useMemo(() => {
    const made = sceneOf(dashboard, kiosk, open);
    const manager = new UrlSyncManager({ updateUrlOnInit: true });
    showScene(made);
    manager.initSync(made);
    return [made, manager];
  }, [dashboard, kiosk, open]);
  useEffect(() => {
    document.title = `${dashboard.title} – preview`;
    const stop = subscribe(() => sync.handleNewLocation(locationService.getLocation()));
    return () => {
      stop();
      sync.cleanUp(scene);
    };
  }, [dashboard, scene, sync]);
  return scene;
}

interface PreviewProps {
  sources: DataSources;
  dashboards: [Dashboard, ...Dashboard[]];
}

/** The dashboard that the address names, else the first, with what belongs around it. */
export function Preview({ sources, dashboards }: PreviewProps) {
  const [opened, setOpened] = useState<Opened>();
  const { pathname, search } = useSyncExternalStore(subscribe, () => locationService.getLocation());
  const dashboard = dashboards.find(({ uid }) => pathname === `/d/${uid}`) ?? dashboards[0];
  const kiosk = new URLSearchParams(search).has('kiosk');
  const scene = useScene(dashboard, kiosk, setOpened);
  return (
    <Box element="main" padding={2} minHeight="100vh">
      <Stack direction="column">
        <Banner undrawn={undrawnAround(dashboard)} brief={kiosk} />
        {!kiosk && <Links dashboard={dashboard} dashboards={dashboards} search={search} />}
        <scene.Component model={scene} />
      </Stack>
      {opened && <Editors opened={opened} sources={sources} onClose={() => setOpened(undefined)} />}
    </Box>
  );
}

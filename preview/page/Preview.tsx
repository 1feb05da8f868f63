import { locationService } from '@grafana/runtime';
import { type EmbeddedScene, UrlSyncManager } from '@grafana/scenes';
import { type Dashboard, defaultDashboard } from '@grafana/schema';
import { Box, Stack } from '@grafana/ui';
import { startTransition, useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { Banner } from './Banner';
import { unsupportedInDashboard } from './dashboard/unsupported';
import { type OnOpenEditor, type OpenEditor } from './dashboard/panel';
import { sceneOf } from './dashboard/scene';
import { Editors } from './editors/Editors';
import type { DataSources } from './grafana/dataSources';
import { setCurrentScene } from './grafana/templates';
import { Links } from './Links';

const sync = new UrlSyncManager({ updateUrlOnInit: true });
const subscribe = (changed: () => void) => locationService.getHistory().listen(changed);

/** The scene of a dashboard, whose variables and time range are synchronised with the URL. */
function useScene(dashboard: Dashboard, kiosk: boolean, open: OnOpenEditor): EmbeddedScene {
  const scene = useMemo(() => {
    const made = sceneOf(dashboard, kiosk, open);
    setCurrentScene(made);
    sync.initSync(made);
    return made;
  }, [dashboard, kiosk, open]);
  useEffect(() => subscribe(() => sync.handleNewLocation(locationService.getLocation())), []);
  useEffect(() => {
    document.title = `${dashboard.title} – preview`;
    return () => sync.cleanUp(scene);
  }, [dashboard, scene]);
  return scene;
}

/** The dashboard of the URL, else the first one, with banner, links and editors. */
export function Preview({ sources, dashboards }: { sources: DataSources; dashboards: Dashboard[] }) {
  const [openEditor, setOpened] = useState<OpenEditor>();
  const { pathname, search } = useSyncExternalStore(subscribe, () => locationService.getLocation());
  const dashboard = dashboards.find(({ uid }) => pathname === `/d/${uid}`) ?? dashboards[0] ?? defaultDashboard;
  const unknown = ['/', `/d/${dashboard.uid}`].includes(pathname) ? [] : [`${pathname} (no such dashboard)`];
  const kiosk = new URLSearchParams(search).has('kiosk');
  const scene = useScene(dashboard, kiosk, setOpened);
  // After all else that is under way: Grafana's fields hand over a choice some tasks after the key, if they are still there.
  const close = () => startTransition(() => setOpened(undefined));
  return (
    <Box element="main" padding={2} paddingY={kiosk ? 0.5 : 2} minHeight="100vh" maxWidth={openEditor && '50vw'}>
      <Stack direction="column">
        <Banner
          unsupported={[...unknown, ...unsupportedInDashboard(dashboard, sources.plugin.meta.id)]}
          brief={kiosk}
        />
        {!kiosk && <Links dashboard={dashboard} dashboards={dashboards} search={search} />}
        <scene.Component model={scene} />
      </Stack>
      {openEditor && <Editors openEditor={openEditor} sources={sources} onClose={close} />}
    </Box>
  );
}

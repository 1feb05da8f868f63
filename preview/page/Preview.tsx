import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { UrlSyncManager } from '@grafana/scenes';
import type { Dashboard } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { Banner } from './Banner';
import { undrawnAround } from './dashboard/gaps';
import type { Opened } from './dashboard/panel';
import { sceneOf } from './dashboard/scene';
import { Editors } from './editors/Editors';
import type { DataSources } from './grafana/dataSources';
import { showScene } from './grafana/templates';
import { Links } from './Links';

const subscribe = (changed: () => void) => locationService.getHistory().listen(changed);

/** The scene of a dashboard, whose variables and time range follow the address and the other way round. */
function useScene(dashboard: Dashboard, kiosk: boolean, open: (opened: Opened) => void) {
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
  const style = useStyles2(pageStyle);
  const [opened, setOpened] = useState<Opened>();
  const { pathname, search } = useSyncExternalStore(subscribe, () => locationService.getLocation());
  const dashboard = dashboards.find(({ uid }) => pathname === `/d/${uid}`) ?? dashboards[0];
  const kiosk = new URLSearchParams(search).has('kiosk');
  const scene = useScene(dashboard, kiosk, setOpened);
  return (
    <main className={style}>
      <Banner undrawn={undrawnAround(dashboard)} />
      {!kiosk && <Links dashboard={dashboard} dashboards={dashboards} search={search} />}
      <scene.Component model={scene} />
      {opened && <Editors opened={opened} sources={sources} onClose={() => setOpened(undefined)} />}
    </main>
  );
}

const pageStyle = (theme: GrafanaTheme2) =>
  css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    minHeight: '100vh',
  });

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
const location = () => locationService.getLocation();

/** The dashboard that the address names, or the first. */
function useDashboard(dashboards: Dashboard[]): { dashboard: Dashboard; kiosk: boolean } {
  const { pathname, search } = useSyncExternalStore(subscribe, location);
  const uid = /^\/d\/([^/]+)/.exec(pathname)?.[1];
  const dashboard = dashboards.find((one) => one.uid === uid) ?? dashboards[0];
  if (!dashboard) {
    throw new Error('The plugin brings no dashboards: build the frontend.');
  }
  return { dashboard, kiosk: new URLSearchParams(search).has('kiosk') };
}

/** The scene of a dashboard, whose variables and time range follow the address and the other way round. */
function useScene(dashboard: Dashboard, kiosk: boolean, open: (opened: Opened) => void) {
  const scene = useMemo(() => {
    const made = sceneOf(dashboard, kiosk, open);
    showScene(made);
    return made;
  }, [dashboard, kiosk, open]);
  const sync = useMemo(() => {
    const manager = new UrlSyncManager({ updateUrlOnInit: true });
    manager.initSync(scene);
    return manager;
  }, [scene]);
  useEffect(() => {
    document.title = `${dashboard.title} – preview`;
    const stop = locationService.getHistory().listen((changed) => sync.handleNewLocation(changed));
    return () => {
      stop();
      sync.cleanUp(scene);
    };
  }, [dashboard, scene, sync]);
  return scene;
}

interface PreviewProps {
  sources: DataSources;
  dashboards: Dashboard[];
}

/** One dashboard with what belongs around it. */
export function Preview({ sources, dashboards }: PreviewProps) {
  const style = useStyles2(pageStyle);
  const [opened, setOpened] = useState<Opened>();
  const { dashboard, kiosk } = useDashboard(dashboards);
  const scene = useScene(dashboard, kiosk, setOpened);
  return (
    <main className={style}>
      <Banner undrawn={undrawnAround(dashboard)} />
      {!kiosk && <Links dashboard={dashboard} dashboards={dashboards} />}
      <scene.Component model={scene} />
      {opened && <Editors opened={opened} sources={sources} onClose={() => setOpened(undefined)} />}
    </main>
  );
}

const pageStyle = (theme: GrafanaTheme2) =>
  css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), padding: theme.spacing(2), minHeight: '100vh' });

import './globals';

import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { createRoot } from 'react-dom/client';

import { loadDashboards } from './dashboard/list';
import { startServices } from './grafana/services';
import { Preview } from './Preview';

async function start(): Promise<void> {
  const sources = await startServices();
  const dashboards = await loadDashboards(sources.plugin.meta);
  root.render(
    <>
      <GlobalStyles />
      <Preview sources={sources} dashboards={dashboards} />
      <PortalContainer />
    </>
  );
}

const root = createRoot(document.body.appendChild(document.createElement('div')));
start().catch((error: unknown) => root.render(<p>The preview could not be started: {String(error)}</p>));

import type { Dashboard } from '@grafana/schema';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { createRoot } from 'react-dom/client';

import { backend } from './grafana/backend';
import { pluginFolder } from './grafana/dataSources';
import { startServices } from './grafana/services';
import { Preview } from './Preview';

async function start(): Promise<void> {
  const sources = await startServices();
  const includes = sources.plugin.meta.includes?.filter(({ type }) => type === 'dashboard') ?? [];
  const loaded = await Promise.all(includes.map(({ path }) => backend.get<Dashboard>(`${pluginFolder}/${path}`)));
  const [first, ...others] = loaded;
  if (!first) {
    throw new Error('the plugin brings no dashboards.');
  }
  root.render(
    <>
      <GlobalStyles />
      <Preview sources={sources} dashboards={[first, ...others]} />
      <PortalContainer />
    </>
  );
}

const root = createRoot(document.body.appendChild(document.createElement('div')));
start().catch((error: unknown) => root.render(<p>The preview could not be started: {String(error)}</p>));

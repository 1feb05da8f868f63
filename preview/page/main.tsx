import { ThemeContext } from '@grafana/data';
import { config, toDataQueryError } from '@grafana/runtime';
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
  const dashboards = await Promise.all(includes.map(({ path }) => backend.get<Dashboard>(`${pluginFolder}/${path}`)));
  root.render(
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <Preview sources={sources} dashboards={dashboards} />
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

const root = createRoot(document.body.appendChild(document.createElement('div')));
start().catch((error: unknown) => root.render(<p>The preview cannot start: {toDataQueryError(error).message}</p>));

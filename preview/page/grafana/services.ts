import * as data from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import * as runtime from '@grafana/runtime';

import { panelPlugin } from '../panels/panelTypes';
import { backend } from './backend';
import { DataSources } from './dataSources';
import { standardFieldConfigs } from './fieldConfig';
import { runRequest } from './runRequest';
import { templateSrv } from './templates';

function transformers(): data.TransformerRegistryItem[] {
  const look = { editor: () => null, imageDark: '', imageLight: '' };
  // Two of Grafana's own have the same id.
  const byId = new Map(Object.values(data.standardTransformers).map((one) => [one.id, one]));
  return [...byId.values()].map((one) => ({ ...look, ...one, transformation: one }));
}

/** Registers the services that Grafana's core provides to its packages, then loads the plugin and its data sources. */
export async function startServices(): Promise<DataSources> {
  await initPluginTranslations('preview');
  data.standardFieldConfigEditorRegistry.setInit(standardFieldConfigs);
  data.standardTransformersRegistry.setInit(transformers);
  runtime.setAppEvents(new data.EventBusSrv());
  runtime.setBackendSrv(backend);
  runtime.setTemplateSrv(templateSrv);
  runtime.setRunRequest(runRequest);
  const importPanelPlugin = async (id: string) => panelPlugin(id);
  runtime.setPluginImportUtils({ importPanelPlugin, getPanelPluginFromCache: panelPlugin });
  const sources = await DataSources.load();
  runtime.setDataSourceSrv(sources);
  return sources;
}

import { EventBusSrv, standardFieldConfigEditorRegistry, standardTransformers, standardTransformersRegistry } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  setAppEvents,
  setBackendSrv,
  setDataSourceSrv,
  setPluginImportUtils,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';

import { panelPlugin } from '../panels/drawings';
import { backend } from './backend';
import { DataSources } from './dataSources';
import { standardFieldConfigs } from './fieldConfig';
import { runRequest } from './runRequest';
import { templates } from './templates';

function transformers() {
  return Object.values(standardTransformers).map((transformation) => ({
    id: transformation.id,
    name: transformation.name,
    transformation,
    editor: () => null,
    imageDark: '',
    imageLight: '',
  }));
}

/** Puts in place what Grafana's core provides to its published packages, then loads the plugin and its data sources. */
export async function startServices(): Promise<DataSources> {
  await initPluginTranslations('preview');
  standardFieldConfigEditorRegistry.setInit(standardFieldConfigs);
  standardTransformersRegistry.setInit(transformers);
  setAppEvents(new EventBusSrv());
  setBackendSrv(backend);
  setTemplateSrv(templates);
  setRunRequest(runRequest);
  setPluginImportUtils({ importPanelPlugin: async (id) => panelPlugin(id), getPanelPluginFromCache: panelPlugin });
  const sources = await DataSources.load();
  setDataSourceSrv(sources);
  return sources;
}

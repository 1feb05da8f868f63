import type * as data from '@grafana/data';
import type { DataSourceSrv, GetDataSourceListFilters } from '@grafana/runtime';
import type { DataQuery, DataSourceRef } from '@grafana/schema';

import { backend } from './backend';
import { loadModule } from './modules';
import { replace } from './templates';

/** The plugin with its editors. */
export type Plugin = data.DataSourcePlugin<data.DataSourceApi, DataQuery, data.DataSourceJsonData>;

type Settings = data.DataSourceInstanceSettings;
type Reference = DataSourceRef | string | null | undefined;

/** Where the host serves the plugin's built folder. */
export const pluginFolder = '/public/plugins/kmm-liveperson-datasource';

/** The data sources of the host, each an instance of the plugin's own class. */
export class DataSources implements DataSourceSrv {
  private instances: Record<string, data.DataSourceApi> = {};
  /** The saved settings, for the settings page. */
  saved: data.DataSourceSettings[] = [];

  private constructor(readonly plugin: Plugin) {}

  /** Loads the plugin and the host's data sources. */
  static async load(): Promise<DataSources> {
    const meta = await backend.get<data.DataSourcePluginMeta>(`${pluginFolder}/plugin.json`);
    const { plugin } = await loadModule<{ plugin: Plugin }>(`${pluginFolder}/module.js`);
    plugin.meta = { ...meta, baseUrl: pluginFolder };
    const sources = new DataSources(plugin);
    await sources.reload();
    return sources;
  }

  async reload(): Promise<void> {
    this.saved = await backend.get<data.DataSourceSettings[]>('/api/datasources');
    this.instances = {};
  }

  getList({ pluginId }: GetDataSourceListFilters = {}): Settings[] {
    const fitting = this.saved.filter(({ type }) => !pluginId || type === pluginId);
    return fitting.map((one) => ({ ...one, meta: this.plugin.meta }) as unknown as Settings);
  }

  getInstanceSettings(reference?: Reference, scopedVars?: data.ScopedVars): Settings | undefined {
    const named = typeof reference === 'string' ? reference : reference?.uid;
    const uid = replace(named, scopedVars);
    return this.getList().find((one) => one.uid === uid || one.name === uid);
  }

  async get(reference?: Reference, scopedVars?: data.ScopedVars): Promise<data.DataSourceApi> {
    const settings = this.getInstanceSettings(reference, scopedVars);
    if (!settings) {
      const type = typeof reference === 'object' ? reference?.type : reference;
      throw new Error(`The preview has no data source of type ${type}. Open this in Grafana instead.`);
    }
    const { DataSourceClass, components, meta } = this.plugin;
    // As in Grafana, which creates an instance once and then sets its components and meta.
    return (this.instances[settings.uid] ??= Object.assign(new DataSourceClass(settings), { components, meta }));
  }

  /** Runtime data sources are not supported. */
  registerRuntimeDataSource(): void {}
}

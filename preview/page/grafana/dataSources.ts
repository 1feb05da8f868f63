import type {
  DataSourceApi,
  DataSourceInstanceSettings,
  DataSourceJsonData,
  DataSourcePlugin,
  DataSourcePluginMeta,
  DataSourceRef,
  ScopedVars,
} from '@grafana/data';
import type { DataSourceSrv, GetDataSourceListFilters } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';

import { backend } from './backend';
import { loadModule } from './modules';
import { replace } from './templates';

/** The plugin with its editors. */
export type Plugin = DataSourcePlugin<DataSourceApi, DataQuery, DataSourceJsonData>;

type Reference = DataSourceRef | string | null | undefined;

/** Where the host serves the plugin's built folder. */
export const pluginFolder = '/public/plugins/kmm-liveperson-datasource';

/** The data sources of the host, each an instance of the plugin's own class. */
export class DataSources implements DataSourceSrv {
  private readonly instances = new Map<string, DataSourceApi>();
  private settings: DataSourceInstanceSettings[] = [];

  private constructor(
    readonly plugin: Plugin,
    private readonly meta: DataSourcePluginMeta
  ) {}

  /** Loads the plugin and the host's data sources. */
  static async load(): Promise<DataSources> {
    const meta = await backend.get<DataSourcePluginMeta>(`${pluginFolder}/plugin.json`);
    const { plugin } = await loadModule<{ plugin: Plugin }>(`${pluginFolder}/module.js`);
    plugin.meta = { ...meta, module: `${pluginFolder}/module.js`, baseUrl: pluginFolder };
    const sources = new DataSources(plugin, plugin.meta);
    await sources.reload();
    return sources;
  }

  async reload(): Promise<void> {
    const saved = await backend.get<DataSourceInstanceSettings[]>('/api/datasources');
    this.settings = saved.map((one) => ({ ...one, url: `/api/datasources/proxy/uid/${one.uid}`, meta: this.meta }));
    this.instances.clear();
  }

  getList({ pluginId, type }: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const types = [type ?? pluginId ?? []].flat();
    return this.settings.filter((one) => types.length === 0 || types.includes(one.type));
  }

  getInstanceSettings(reference?: Reference, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    const named = typeof reference === 'string' ? reference : reference?.uid;
    const uid = named && replace(named, scopedVars);
    return uid ? this.settings.find((one) => one.uid === uid || one.name === uid) : this.settings[0];
  }

  async get(reference?: Reference, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(reference, scopedVars);
    if (!settings) {
      const type = typeof reference === 'object' ? reference?.type : reference;
      throw new Error(`The preview has no data source of the type ${type}: see this panel in a Grafana.`);
    }
    const instance = this.instances.get(settings.uid) ?? this.create(settings);
    this.instances.set(settings.uid, instance);
    return instance;
  }

  private create(settings: DataSourceInstanceSettings): DataSourceApi {
    const instance = new this.plugin.DataSourceClass(settings);
    // As in Grafana, which sets both after it has made the instance.
    return Object.assign(instance, { components: this.plugin.components, meta: this.meta });
  }

  registerRuntimeDataSource(): void {
    throw new Error('The preview has no data sources of its own.');
  }
}

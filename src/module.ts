import { DataSourcePlugin } from '@grafana/data';

import { ConfigEditor } from './config/ConfigEditor';
import type { KmmOptions, KmmSecrets } from './config/model';
import { KmmDataSource } from './datasource';
import { QueryEditor } from './editor/QueryEditor';
import { QueryHelp } from './help/QueryHelp';
import type { KmmQuery } from './query/model';

/** The plugin's front end, as Grafana loads it. */
export const plugin = new DataSourcePlugin<KmmDataSource, KmmQuery, KmmOptions, KmmSecrets>(KmmDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryHelp);

import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** The plugin's id, which is also the type of its data sources. */
export const pluginId = 'kmm-liveperson-datasource';

/** The data source that the viewer chose; a dashboard that ships with the plugin cannot know any uid. */
export const dataSource = { type: pluginId, uid: '${datasource}' };

const everything = { selected: true, text: ['All'], value: ['$__all'] };

function choice(name: 'skill' | 'group', label: string): QueryVariableBuilder {
  const kind = `${name}s`;
  return new QueryVariableBuilder(name)
    .label(label)
    .description(`Shows only the conversations and agents of these ${kind}.`)
    .datasource(dataSource)
    .query({ refId: kind, kind })
    .definition(`All ${kind} of the account`)
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.AlphabeticalCaseInsensitiveAsc)
    .multi(true)
    .includeAll(true)
    .allValue('*')
    .current(everything);
}

/** The choices at the top of every dashboard: the data source, skills and agent groups. */
export function variables() {
  return [
    new DatasourceVariableBuilder('datasource').label('Account').type(pluginId),
    choice('skill', 'Skill'),
    choice('group', 'Group'),
  ];
}

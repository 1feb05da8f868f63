import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** The plugin's id, which is also the type of its data sources. */
export const pluginId = 'kmm-liveperson-datasource';

/** The data source that the viewer chose; a dashboard that ships with the plugin cannot know any uid. */
export const dataSource = { type: pluginId, uid: '${datasource}' };

const everything = { selected: true, text: ['All'], value: ['$__all'] };

/** A choice at the top of a dashboard, by the name of its variable. */
export type Choice = 'skill' | 'group' | 'agent';

const meanings: Record<Choice, string> = {
  skill:
    'Shows only the conversations and agents of these skills. What is said of a single agent is about all of the agent’s conversations.',
  group: 'Shows only the conversations and agents of these groups.',
  agent: 'Shows only these agents.',
};

function choice(name: Choice): QueryVariableBuilder {
  const kind = `${name}s`;
  return new QueryVariableBuilder(name)
    .label(capitalized(name))
    .description(meanings[name])
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

/** A word as the start of a heading. */
export const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * The choices at the top of a dashboard: the data source and `choices`. Hidden, they still follow the address, so that
 * a wall can be opened for some skills only.
 */
export function variables(choices: Choice[], hidden = false) {
  const hide = hidden ? VariableHide.HideVariable : VariableHide.DontHide;
  return [
    new DatasourceVariableBuilder('datasource').label('Account').type(pluginId).hide(hide),
    ...choices.map((name) => choice(name).hide(hide)),
  ];
}

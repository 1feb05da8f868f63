import * as scenes from '@grafana/scenes';
import type { VariableModel } from '@grafana/schema';

/** The common state of variables with options. */
function commonState({ name, label, description, hide, skipUrlSync, current, ...model }: VariableModel) {
  const { multi: isMulti, includeAll, allValue, allowCustomValue, regex } = model;
  const named = { name, label, description, skipUrlSync, hide: hide as number | undefined };
  const chosen = { value: current?.value ?? '', text: current?.text ?? '' };
  return { ...named, ...chosen, isMulti, includeAll, defaultToAll: includeAll, allValue, allowCustomValue, regex };
}

function queryVariable({ query, datasource, sort, refresh, ...model }: VariableModel): scenes.SceneVariable {
  const queryOptions = { query: query as string | scenes.SceneDataQuery, datasource, sort, refresh };
  return new scenes.QueryVariable({ ...commonState(model), ...queryOptions });
}

const variableFactories: Record<string, (model: VariableModel, query: string) => scenes.SceneVariable> = {
  datasource: (model, pluginId) => new scenes.DataSourceVariable({ ...commonState(model), pluginId }),
  query: queryVariable,
  custom: (model, query) => new scenes.CustomVariable({ ...commonState(model), query }),
};

/** The supported types of variables. */
export const variableTypes = Object.keys(variableFactories);

/** A dashboard's variables of supported types. */
export function variablesOf(models: VariableModel[] = []): scenes.SceneVariableSet {
  const variables = models.flatMap((model) => variableFactories[model.type]?.(model, String(model.query)) ?? []);
  return new scenes.SceneVariableSet({ variables });
}

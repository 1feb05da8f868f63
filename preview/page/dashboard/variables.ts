import * as scenes from '@grafana/scenes';
import type { VariableModel } from '@grafana/schema';

/** What variables with choices have in common. */
function common({ name, label, description, hide, skipUrlSync, current, ...model }: VariableModel) {
  const { multi: isMulti, includeAll, allValue, allowCustomValue, regex } = model;
  const named = { name, label, description, skipUrlSync, hide: hide as number | undefined };
  const chosen = { value: current?.value ?? '', text: current?.text ?? '' };
  return { ...named, ...chosen, isMulti, includeAll, defaultToAll: includeAll, allValue, allowCustomValue, regex };
}

function queried({ query, datasource, sort, refresh, ...model }: VariableModel): scenes.SceneVariable {
  const asked = { query: query as string | scenes.SceneDataQuery, datasource, sort, refresh };
  return new scenes.QueryVariable({ ...common(model), ...asked });
}

const makers: Record<string, (model: VariableModel, query: string) => scenes.SceneVariable> = {
  datasource: (model, pluginId) => new scenes.DataSourceVariable({ ...common(model), pluginId }),
  query: queried,
  custom: (model, query) => new scenes.CustomVariable({ ...common(model), query }),
};

/** The types of variables that the preview has. */
export const variableTypes = Object.keys(makers);

/** A dashboard's variables; those of other types are left out, and named elsewhere. */
export function variablesOf(models: VariableModel[] = []): scenes.SceneVariableSet {
  const variables = models.flatMap((model) => makers[model.type]?.(model, String(model.query)) ?? []);
  return new scenes.SceneVariableSet({ variables });
}

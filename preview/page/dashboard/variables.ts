import {
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  QueryVariable,
  type SceneDataQuery,
  type SceneVariable,
  SceneVariableSet,
  TextBoxVariable,
} from '@grafana/scenes';
import type { VariableModel } from '@grafana/schema';

/** What variables with choices have in common. */
function common({ name, label, description, hide, skipUrlSync, current, ...model }: VariableModel) {
  const { multi: isMulti, includeAll, allValue, allowCustomValue, regex } = model;
  const named = { name, label, description, skipUrlSync, hide: hide as number | undefined };
  const chosen = { value: current?.value ?? '', text: current?.text ?? '' };
  return { ...named, ...chosen, isMulti, includeAll, defaultToAll: includeAll, allValue, allowCustomValue, regex };
}

const makers: Record<string, (model: VariableModel, query: string) => SceneVariable> = {
  datasource: (model, pluginId) => new DataSourceVariable({ ...common(model), pluginId }),
  query: (model) => {
    const { datasource, sort, refresh } = model;
    return new QueryVariable({
      ...common(model),
      query: model.query as string | SceneDataQuery,
      datasource,
      sort,
      refresh,
    });
  },
  custom: (model, query) => new CustomVariable({ ...common(model), query }),
  constant: (model, value) => new ConstantVariable({ ...common(model), value }),
  textbox: (model, value) => new TextBoxVariable({ ...common(model), value: String(model.current?.value ?? value) }),
};

/** The types of variables that the preview has. */
export const variableTypes = Object.keys(makers);

/** A dashboard's variables; those of other types are left out, and named elsewhere. */
export function variablesOf(models: VariableModel[] = []): SceneVariableSet {
  return new SceneVariableSet({
    variables: models.flatMap((model) => makers[model.type]?.(model, String(model.query)) ?? []),
  });
}

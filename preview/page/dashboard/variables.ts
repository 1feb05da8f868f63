import {
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  IntervalVariable,
  QueryVariable,
  type SceneVariable,
  SceneVariableSet,
  TextBoxVariable,
} from '@grafana/scenes';
import type { VariableModel } from '@grafana/schema';

/** A variable as Grafana's scenes have it, but for what only one type has. */
function common({ name, label, description, hide, skipUrlSync }: VariableModel) {
  return { name, label, description, skipUrlSync, ...(hide !== undefined && { hide: hide as number }) };
}

function choice(model: VariableModel) {
  const { current, multi, includeAll, allValue, allowCustomValue } = model;
  return {
    ...common(model),
    value: current?.value ?? '',
    text: current?.text ?? '',
    isMulti: multi,
    includeAll,
    defaultToAll: Boolean(includeAll),
    allValue: allValue || undefined,
    allowCustomValue,
  };
}

const text = (query: VariableModel['query']) => (typeof query === 'string' ? query : '');

const makers: Record<string, (model: VariableModel) => SceneVariable> = {
  datasource: (model) => new DataSourceVariable({ ...choice(model), pluginId: text(model.query), regex: model.regex }),
  query: ({ query, datasource, regex, sort, refresh, ...rest }) =>
    new QueryVariable({ ...choice(rest as VariableModel), query, datasource, regex, sort, refresh }),
  custom: (model) => new CustomVariable({ ...choice(model), query: text(model.query) }),
  interval: (model) => new IntervalVariable({ ...common(model), intervals: text(model.query).split(',') }),
  constant: (model) => new ConstantVariable({ ...common(model), value: text(model.query) }),
  textbox: (model) => new TextBoxVariable({ ...common(model), value: String(model.current?.value ?? model.query ?? '') }),
};

/** The types of variables that the preview has. */
export const variableTypes = Object.keys(makers);

/** A dashboard's variables; those of other types are left out, and named elsewhere. */
export function variablesOf(models: VariableModel[] = []): SceneVariableSet {
  const variables = models.flatMap((model) => makers[model.type]?.(model) ?? []);
  return new SceneVariableSet({ variables });
}

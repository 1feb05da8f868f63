import type { TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';

/** What the dashboard's variables stand for: one value, several, or `*` for an `All` with that as its all value. */
export type VariableValues = Record<string, string | string[]>;

/** Grafana's template service as far as queries use it: `$name` and `${name}`, joined by commas, others left alone. */
export function fakeTemplateSrv(values: VariableValues): TemplateSrv {
  const format = (match: string, name: string) => {
    const value = values[name];
    return value === undefined ? match : [value].flat().join(',');
  };
  return {
    replace: (text = '') => text.replace(/\$\{?(\w+)\}?/g, format),
    getVariables: () => Object.keys(values).map((name) => ({ name, type: 'query' }) as TypedVariableModel),
    containsTemplate: (text = '') => /\$\w+/.test(text),
    updateTimeRange: () => undefined,
  };
}

import type { TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';

/** The values of the dashboard's variables: one, several, or `*` for `All`. */
export type VariableValues = Record<string, string | string[]>;

/** A fake of Grafana's template service: replaces `$name` and `${name}`, joins values by commas, keeps unknown variables. */
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

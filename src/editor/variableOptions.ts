import type { ComboboxOption } from '@grafana/ui';
import { useMemo } from 'react';

/** Options with the dashboard's variables before them; options without a group are then grouped under `label`. */
export function useOptionsWithVariables<T extends string>(
  options: Array<ComboboxOption<T>>,
  variables: T[],
  label: string
): Array<ComboboxOption<T>> {
  return useMemo(() => {
    if (variables.length === 0) {
      return options;
    }
    const grouped = options.map((option) => ({ group: label, ...option }));
    return [...variables.map((value) => ({ value, label: value, group: 'Variables' })), ...grouped];
  }, [options, variables, label]);
}

import { EditorField } from '@grafana/plugin-ui';
import { MultiCombobox, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import type { Names } from './names';

interface Props {
  label: string;
  tooltip: string;
  names: Names;
  /** The dashboard's variables, such as `$skill`. */
  variables: string[];
  value: string[];
  onChange: (ids: string[]) => void;
}

function withVariables(names: ComboboxOption[], variables: string[], label: string): ComboboxOption[] {
  if (variables.length === 0) {
    return names;
  }
  const named = names.map((option) => ({ ...option, group: label }));
  return [...variables.map((value) => ({ value, label: value, group: 'Variables' })), ...named];
}

/** Chooses skills or agent groups by name; ids and variables may be typed. Nothing chosen means all. */
export function NamesField({ label, tooltip, names, variables, value, onChange }: Props) {
  const id = React.useId();
  const options = React.useMemo(
    () => withVariables(names.options, variables, label),
    [names.options, variables, label]
  );
  return (
    <EditorField label={label} tooltip={tooltip} invalid={names.error !== undefined} error={names.error} htmlFor={id}>
      <MultiCombobox
        id={id}
        options={options}
        value={value}
        onChange={(chosen) => onChange(chosen.map((option) => option.value))}
        createCustomValue
        customValueDescription="Use as an ID or variable"
        // Said in words: the field's own spinner may stay after Grafana has loaded its picture.
        placeholder={names.loading ? 'All (loading names …)' : 'All'}
        isClearable
        // With a width in numbers Grafana 12.4 takes it for pixels when it counts how many choices fit.
        width="auto"
        minWidth={44}
        maxWidth={44}
      />
    </EditorField>
  );
}

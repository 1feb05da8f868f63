import { EditorField } from '@grafana/plugin-ui';
import type { ComboboxOption } from '@grafana/ui';
import React from 'react';

import { NamedMultiCombobox } from './NamedMultiCombobox';
import type { Names } from './names';
import { useWithVariables } from './variables';

interface Props {
  label: string;
  tooltip: string;
  names: Names;
  /** The dashboard's variables, such as `$skill`. */
  variables: string[];
  value: string[];
  onChange: (ids: string[]) => void;
}

/** A name that was typed and taken as it is stands for its id. */
function idOf(typed: string, options: ComboboxOption[]): string {
  const named = options.find(({ label }) => label?.toLowerCase() === typed.trim().toLowerCase());
  return named?.value ?? typed;
}

/** Chooses skills, agent groups or agents by name; ids and variables may be typed. Nothing chosen means all. */
export function NamesField({ label, tooltip, names, variables, value, onChange }: Props) {
  const id = React.useId();
  const options = useWithVariables(names.options, variables, label);
  return (
    <EditorField label={label} tooltip={tooltip} invalid={names.error !== undefined} error={names.error} htmlFor={id}>
      <NamedMultiCombobox
        id={id}
        name={label}
        options={options}
        value={value}
        onChange={(chosen) => onChange(chosen.map(({ value: typed }) => idOf(typed, names.options)))}
        createCustomValue
        customValueDescription="Use as an ID or variable"
        // Said in words: the field's own spinner may stay after Grafana has loaded its picture.
        placeholder={names.loading ? 'All (loading names …)' : 'All'}
        width={44}
      />
    </EditorField>
  );
}

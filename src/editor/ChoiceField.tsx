import { EditorField } from '@grafana/plugin-ui';
import { MultiCombobox, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import type { Variable } from '../query/model';
import { useWithVariables } from './variables';

interface Props<T extends string> {
  label: string;
  tooltip: string;
  options: Array<ComboboxOption<T | Variable>>;
  variables: Variable[];
  value: Array<T | Variable>;
  /** What nothing chosen means. */
  placeholder: string;
  onChange: (chosen: Array<T | Variable>) => void;
}

/** Chooses some of a few known values, or variables that stand for them. */
export function ChoiceField<T extends string>(props: Props<T>) {
  const { label, tooltip, variables, value, placeholder, onChange } = props;
  const id = React.useId();
  const options = useWithVariables<T | Variable>(props.options, variables, label);
  return (
    <EditorField label={label} tooltip={tooltip} htmlFor={id}>
      <MultiCombobox
        id={id}
        options={options}
        value={value}
        onChange={(chosen) => onChange(chosen.map((option) => option.value))}
        placeholder={placeholder}
        isClearable
        // With a width in numbers Grafana 12.4 takes it for pixels when it counts how many choices fit.
        width="auto"
        minWidth={26}
        maxWidth={26}
      />
    </EditorField>
  );
}

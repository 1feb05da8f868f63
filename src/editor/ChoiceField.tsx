import { EditorField } from '@grafana/plugin-ui';
import type { ComboboxOption } from '@grafana/ui';
import React from 'react';

import type { Variable } from '../query/model';
import { NamedMultiCombobox } from './NamedMultiCombobox';
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
      <NamedMultiCombobox
        id={id}
        name={label}
        options={options}
        value={value}
        onChange={(chosen) => onChange(chosen.map((option) => option.value))}
        placeholder={placeholder}
        width={26}
      />
    </EditorField>
  );
}

import { EditorField } from '@grafana/plugin-ui';
import type { ComboboxOption } from '@grafana/ui';
import React from 'react';

import type { Variable } from '../query/model';
import { LabelledMultiCombobox } from './LabelledMultiCombobox';
import { useOptionsWithVariables } from './variableOptions';

interface Props<T extends string> {
  label: string;
  tooltip: string;
  options: Array<ComboboxOption<T | Variable>>;
  variables: Variable[];
  value: Array<T | Variable>;
  /** What an empty selection means. */
  placeholder: string;
  onChange: (selected: Array<T | Variable>) => void;
}

/** Selects values from a fixed list, or variables. */
export function MultiSelectField<T extends string>(props: Props<T>) {
  const { label, tooltip, variables, value, placeholder, onChange } = props;
  const id = React.useId();
  const options = useOptionsWithVariables<T | Variable>(props.options, variables, label);
  return (
    <EditorField label={label} tooltip={tooltip} htmlFor={id}>
      <LabelledMultiCombobox
        id={id}
        label={label}
        options={options}
        value={value}
        onChange={(selected) => onChange(selected.map((option) => option.value))}
        placeholder={placeholder}
        width={26}
      />
    </EditorField>
  );
}

import { EditorField } from '@grafana/plugin-ui';
import type { ComboboxOption } from '@grafana/ui';
import React from 'react';

import { LabelledMultiCombobox } from './LabelledMultiCombobox';
import type { EntityOptions } from './entityOptions';
import { useOptionsWithVariables } from './variableOptions';

interface Props {
  label: string;
  tooltip: string;
  entities: EntityOptions;
  /** The dashboard's variables, such as `$skill`. */
  variables: string[];
  value: string[];
  /** What becomes of a typed text; absent means an id or a variable. */
  customValueDescription?: string;
  onChange: (ids: string[]) => void;
}

/** Replaces a typed name by the id of that entity. */
function idOf(typed: string, options: ComboboxOption[]): string {
  const named = options.find(({ label }) => label?.toLowerCase() === typed.trim().toLowerCase());
  return named?.value ?? typed;
}

/** Selects skills, agent groups, agents or channels by name; ids and variables can be typed. Empty means all. */
export function EntityField(props: Props) {
  const { label, tooltip, entities, variables, value, onChange } = props;
  const id = React.useId();
  const options = useOptionsWithVariables(entities.options, variables, label);
  return (
    <EditorField
      label={label}
      tooltip={tooltip}
      invalid={entities.error !== undefined}
      error={entities.error}
      htmlFor={id}
    >
      <LabelledMultiCombobox
        id={id}
        label={label}
        options={options}
        value={value}
        onChange={(selected) => onChange(selected.map(({ value: typed }) => idOf(typed, entities.options)))}
        createCustomValue
        customValueDescription={props.customValueDescription ?? 'Use as an ID or variable'}
        // As text, because the field's own spinner can stay after loading has ended.
        placeholder={entities.loading ? 'All (loading names…)' : 'All'}
        width={44}
      />
    </EditorField>
  );
}

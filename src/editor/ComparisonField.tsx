import { EditorField } from '@grafana/plugin-ui';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { isCurrentOnly, withOption } from '../query/change';
import type { Comparison } from '../query/model';
import type { FieldProps } from './fieldProps';

const options: Array<ComboboxOption<Comparison | ''>> = [
  { value: '', label: 'Nothing' },
  { value: 'day', label: 'A day before' },
  { value: 'week', label: 'A week before' },
];

/** The earlier time that values are compared with. Current values have no history, so there is none for them. */
export function ComparisonField({ query, onChange }: FieldProps) {
  const id = React.useId();
  if (isCurrentOnly(query.kpis) && !query.compareWith) {
    return null;
  }
  return (
    <EditorField
      label="Compare to"
      tooltip="Adds the values of the same window a day or a week before, and the change since then. An alert rule gets only the change: 1 means doubled, -0.5 halved. Takes twice as many requests to LivePerson."
      htmlFor={id}
    >
      <Combobox
        id={id}
        options={options}
        value={query.compareWith ?? ''}
        onChange={({ value }) => onChange(withOption(query, 'compareWith', value || undefined))}
        width={20}
      />
    </EditorField>
  );
}

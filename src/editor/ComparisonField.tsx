import { EditorField } from '@grafana/plugin-ui';
import { Box, Combobox, Text, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { hasEarlierValues, isCurrentOnly, withOption } from '../query/change';
import type { Comparison } from '../query/model';
import type { FieldProps } from './fieldProps';

const options: Array<ComboboxOption<Comparison | ''>> = [
  { value: '', label: 'Nothing' },
  { value: 'day', label: 'A day before' },
  { value: 'week', label: 'A week before' },
];

/** Says why there is no comparison for KPIs of a window. That of current values is in the note on their window. */
function NotComparedNote() {
  return (
    <Box paddingTop={3}>
      <Text color="secondary" variant="bodySmall">
        LivePerson keeps these KPIs for 24 hours, so they can&apos;t be compared to a day or a week before.
      </Text>
    </Box>
  );
}

/** The earlier time that values are compared with, if LivePerson has values of it. */
export function ComparisonField({ query, onChange }: FieldProps) {
  const id = React.useId();
  if (!hasEarlierValues(query.kpis) && !query.compareWith) {
    return isCurrentOnly(query.kpis) ? null : <NotComparedNote />;
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

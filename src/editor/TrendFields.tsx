import { EditorField } from '@grafana/plugin-ui';
import { Box, Combobox, Text, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { withInterval } from '../query/change';
import { formatInterval, validateInterval, suggestedIntervals } from '../query/interval';
import type { FieldProps } from './fieldProps';
import { useOptionsWithVariables } from './variableOptions';

const intervalOptions: ComboboxOption[] = [
  { value: '', label: 'Auto', description: 'As the panel has room' },
  ...suggestedIntervals.map((interval) => ({
    value: interval,
    label: interval,
    description: formatInterval(interval),
  })),
];

/** How much time a point of a trend stands for, and why not every KPI has a trend. */
export function TrendFields({ query, onChange, variables }: FieldProps & { variables: string[] }) {
  const id = React.useId();
  const { interval = '' } = query;
  const options = useOptionsWithVariables(intervalOptions, variables, 'Intervals');
  const error = validateInterval(interval);
  return (
    <>
      <EditorField
        label="Interval"
        tooltip="How much time a point stands for. A shorter one asks LivePerson more often; where that is too often it is widened, and a notice says so."
        invalid={error !== undefined}
        error={error}
        htmlFor={id}
      >
        <Combobox
          id={id}
          options={options}
          value={interval}
          onChange={({ value }) => onChange(withInterval(query, value.trim()))}
          createCustomValue
          customValueDescription="Use as an interval or variable"
          width={26}
        />
      </EditorField>
      <Box paddingTop={3}>
        <Text color="secondary" variant="bodySmall">
          A trend covers the time range. Values of this moment, such as Open, have none: LivePerson keeps no history of
          them.
        </Text>
      </Box>
    </>
  );
}

import { EditorField } from '@grafana/plugin-ui';
import { Box, Combobox, Text, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { withInterval } from '../query/change';
import { formatInterval, validateInterval, suggestedIntervals } from '../query/interval';
import { ComparisonField } from './ComparisonField';
import type { FieldProps } from './fieldProps';
import { useOptionsWithVariables } from './variableOptions';

const intervalOptions: ComboboxOption[] = [
  { value: '', label: 'Auto', description: 'Based on panel width' },
  ...suggestedIntervals.map((interval) => ({
    value: interval,
    label: formatInterval(interval) ?? interval,
  })),
];

/** What the trend of current values is: from the data source's own history (`hasHistory`), or none. */
function describeHistory(hasHistory: boolean): string {
  return hasHistory
    ? 'Current values of messaging, of the account, skills and groups, are shown from the history that the data source keeps: one value a minute, up to 24 hours.'
    : 'Current values, such as Open, have no trend: LivePerson keeps no history of them. The data source can, if “History of current values” is on in its settings.';
}

/** The interval of a trend, and which KPIs have none. */
export function TrendFields({
  query,
  onChange,
  variables,
  hasHistory,
}: FieldProps & { variables: string[]; hasHistory: boolean }) {
  const id = React.useId();
  const { interval = '' } = query;
  const options = useOptionsWithVariables(intervalOptions, variables, 'Intervals');
  const error = validateInterval(interval);
  return (
    <>
      <EditorField
        label="Interval"
        tooltip="Time between points. Shorter intervals need more requests to LivePerson. If there are too many, a longer interval is used and a notice says so."
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
      <ComparisonField query={query} onChange={onChange} />
      <Box paddingTop={3}>
        <Text color="secondary" variant="bodySmall">
          A trend covers the time range. {describeHistory(hasHistory)}
        </Text>
      </Box>
    </>
  );
}

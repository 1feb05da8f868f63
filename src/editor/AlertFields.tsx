import { EditorField, EditorSwitch } from '@grafana/plugin-ui';
import { Alert, Box, Text } from '@grafana/ui';
import React from 'react';

import { describeRow } from '../../catalogue';
import { validateForAlert } from '../query/alert';
import { withOption } from '../query/change';
import type { FieldProps } from './fieldProps';
import { SeverityFields } from './SeverityFields';

/** With what an alert rule compares values, labels by which it tells rows apart, and what it cannot evaluate. */
export function AlertFields({ query, onChange }: FieldProps) {
  const id = React.useId();
  const { single, noun, transient } = describeRow(query.rows);
  const problem = validateForAlert(query);
  if (transient) {
    return problem && <Alert severity="warning" title={problem} />;
  }
  return (
    <>
      <SeverityFields query={query} onChange={onChange} />
      {!single && (
        <EditorField
          label="Names as labels"
          tooltip={`Adds the name of the ${noun} as a label. Grafana identifies alerts by their labels, so renaming the ${noun} starts a new alert. To use the name in alert texts only, turn this on in a second query, for example {{ $values.D.Labels.${query.rows} }} for query D.`}
          htmlFor={id}
        >
          <EditorSwitch
            id={id}
            value={query.nameLabels === true}
            onChange={({ currentTarget }) => onChange(withOption(query, 'nameLabels', currentTarget.checked))}
          />
        </EditorField>
      )}
      <Box paddingTop={3}>
        <Text color="secondary" variant="bodySmall">
          {single ? '' : `Each ${noun} is a separate alert with the label ${query.rows}Id. `}
          {query.shape === 'series' ? 'Unfinished intervals are left out.' : ''}
        </Text>
      </Box>
      {problem && <Alert severity="warning" title={problem} />}
    </>
  );
}

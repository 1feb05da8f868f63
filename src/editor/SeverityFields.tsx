import { EditorField } from '@grafana/plugin-ui';
import { RadioButtonGroup } from '@grafana/ui';

import { withOption } from '../query/change';
import type { SeverityResult } from '../query/model';
import type { FieldProps } from './fieldProps';

const comparisons = [
  { value: false, label: 'A threshold', description: 'Set in the rule, with an expression' },
  { value: true, label: 'Data source levels', description: 'Set in the data source settings' },
];

const results: Array<{ value: SeverityResult; label: string; description: string }> = [
  { value: 'state', label: 'State', description: '1 at or beyond the level, 0.5 within 10% of it, otherwise 0' },
  { value: 'value', label: 'Value', description: 'The value of the KPI, for the alert text' },
  { value: 'level', label: 'Level', description: 'The level itself, for the alert text' },
];

const severityOptions = [
  { value: false, label: 'Warning and critical' },
  { value: true, label: 'Critical only' },
];

/** With what an alert rule compares values: its own threshold, or the levels of the data source. */
export function SeverityFields({ query, onChange }: FieldProps) {
  const { severities, onlyCritical = false } = query;
  return (
    <>
      <EditorField
        label="Compare with"
        tooltip="With levels, each row returns one result for warning and one for critical, with the label severity. Set the rule to fire when the state is 1."
      >
        <RadioButtonGroup
          aria-label="Compare with"
          options={comparisons}
          value={severities !== undefined}
          onChange={(byLevels) => onChange(withOption(query, 'severities', byLevels && 'state'))}
        />
      </EditorField>
      {severities && (
        <>
          <EditorField label="Severities">
            <RadioButtonGroup
              aria-label="Severities"
              options={severityOptions}
              value={onlyCritical}
              onChange={(critical) => onChange(withOption(query, 'onlyCritical', critical))}
            />
          </EditorField>
          <EditorField label="Result">
            <RadioButtonGroup
              aria-label="Result"
              options={results}
              value={severities}
              onChange={(result) => onChange(withOption(query, 'severities', result))}
            />
          </EditorField>
        </>
      )}
    </>
  );
}

import type { SelectableValue } from '@grafana/data';
import { EditorField } from '@grafana/plugin-ui';
import { RadioButtonGroup, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { describeRow, groupKpis, modes, rowDescriptions, type RowKind, type TimeScope } from '../../catalogue';
import { kpisFor, incompatibleKpis, withKpis, withRows, withShape } from '../query/change';
import type { KmmQuery } from '../query/model';
import { rowTitle } from '../query/rowText';
import { validateKpis } from './validateKpis';
import { LabelledMultiCombobox } from './LabelledMultiCombobox';
import type { FieldProps } from './fieldProps';
import { useOptionsWithVariables } from './variableOptions';

const rowOptions: Array<SelectableValue<RowKind>> = rowDescriptions.map(({ id, single, noun }) => ({
  value: id,
  label: rowTitle(id),
  description: single ? `One row for the whole ${noun}` : `One row for each ${noun}`,
}));

const shapeOptions: Array<SelectableValue<KmmQuery['shape']>> = [
  { value: 'value', label: 'One value', description: 'The current value, or the value over the window' },
  { value: 'series', label: 'Trend', description: 'A line over the time range' },
];

const scopeTitles: Record<TimeScope, string> = { now: 'now', window: 'in the window' };

/** Options must be sorted by group: the list repeats a heading whenever the group changes. */
function kpiOptions(query: KmmQuery, hasHistory: boolean): ComboboxOption[] {
  const available = [...kpisFor(query.rows, query.shape, hasHistory), ...incompatibleKpis(query, hasHistory)];
  return groupKpis(available).flatMap(({ mode, tense, title, kpis }) =>
    kpis.map(({ id, label, description }) => ({
      value: id,
      label,
      description,
      group: `${modes[mode]}, ${scopeTitles[tense]}: ${title}`,
    }))
  );
}

/** `hasHistory`: the data source keeps a history of current values. */
type KpiFieldsProps = FieldProps & { variables: string[]; hasHistory: boolean };

function ShapeField({ query, onChange, hasHistory }: FieldProps & { hasHistory: boolean }) {
  return (
    <EditorField
      label="Show"
      tooltip={`One value: current, or over the window. Trend: ${hasHistory ? 'KPIs' : 'window KPIs'} over the time range.`}
    >
      <RadioButtonGroup
        aria-label="Show"
        options={shapeOptions}
        value={query.shape}
        onChange={(shape) => onChange(withShape(query, shape, hasHistory))}
      />
    </EditorField>
  );
}

function KpisField({ query, onChange, variables, hasHistory }: KpiFieldsProps) {
  const id = React.useId();
  const kpisToOffer = React.useMemo(() => kpiOptions(query, hasHistory), [query, hasHistory]);
  const options = useOptionsWithVariables(kpisToOffer, variables, 'KPIs');
  const error = validateKpis(query, hasHistory);
  return (
    <EditorField
      label="KPIs"
      tooltip="Current values, or values over the window. Each KPI is a field of the result."
      invalid={error !== undefined}
      error={error}
      htmlFor={id}
    >
      <LabelledMultiCombobox
        id={id}
        label="KPIs"
        options={options}
        value={query.kpis}
        onChange={(selected) =>
          onChange(
            withKpis(
              query,
              selected.map((option) => option.value)
            )
          )
        }
        placeholder="Select KPIs"
        width={80}
      />
    </EditorField>
  );
}

/** The row kind, the shape and the KPIs of a query. */
export function KpiFields({ query, onChange, variables, hasHistory }: KpiFieldsProps) {
  const hasShape = !describeRow(query.rows).transient || query.shape === 'series';
  return (
    <>
      <EditorField label="One row for">
        <RadioButtonGroup
          aria-label="One row for"
          options={rowOptions}
          value={query.rows}
          onChange={(rows) => onChange(withRows(query, rows, hasHistory))}
        />
      </EditorField>
      {hasShape && <ShapeField query={query} onChange={onChange} hasHistory={hasHistory} />}
      <KpisField query={query} onChange={onChange} variables={variables} hasHistory={hasHistory} />
    </>
  );
}

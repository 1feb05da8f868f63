import type { SelectableValue } from '@grafana/data';
import { EditorField } from '@grafana/plugin-ui';
import { MultiCombobox, RadioButtonGroup, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import type { Rows, Tense } from '../../catalogue';
import { kpisFor, withKpis, withRows } from '../query/change';
import type { PartProps } from './part';

const rowOptions: Array<SelectableValue<Rows>> = [
  { value: 'account', label: 'Account', description: 'One row for the whole account' },
  { value: 'skill', label: 'Skill', description: 'One row for each skill' },
  { value: 'group', label: 'Agent group', description: 'One row for each agent group' },
];

const tenses: Record<Tense, string> = { now: 'Now', window: 'In the window' };

function kpiOptions(rows: Rows): ComboboxOption[] {
  return kpisFor(rows).map(({ id, label, description, tense }) => ({
    value: id,
    label,
    description,
    group: tenses[tense],
  }));
}

/** What a row stands for, and which KPIs it shows. */
export function KpiFields({ query, onChange }: PartProps) {
  const id = React.useId();
  const options = React.useMemo(() => kpiOptions(query.rows), [query.rows]);
  const isEmpty = query.kpis.length === 0;
  const choose = (kpis: string[]) => onChange(withKpis(query, kpis));
  return (
    <>
      <EditorField label="One row for">
        <RadioButtonGroup
          aria-label="One row for"
          options={rowOptions}
          value={query.rows}
          onChange={(rows) => onChange(withRows(query, rows))}
        />
      </EditorField>
      <EditorField
        label="KPIs"
        tooltip="Values of this moment, or of the window below. Each becomes a field of the answer."
        invalid={isEmpty}
        error="No KPI is chosen, so there is nothing to ask. Choose at least one."
        htmlFor={id}
      >
        <MultiCombobox
          id={id}
          options={options}
          value={query.kpis}
          onChange={(chosen) => choose(chosen.map((option) => option.value))}
          placeholder="Choose KPIs"
          isClearable
          // With a width in numbers Grafana 12.4 takes it for pixels when it counts how many choices fit.
          width="auto"
          minWidth={80}
          maxWidth={80}
        />
      </EditorField>
    </>
  );
}

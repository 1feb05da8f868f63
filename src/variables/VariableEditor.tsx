import type { QueryEditorProps } from '@grafana/data';
import { Combobox, Field, Stack, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { rowKinds, type RowKind } from '../../catalogue';
import type { KmmOptions } from '../config/model';
import type { KmmDataSource } from '../datasource';
import type { KmmQuery } from '../query/model';
import { rowTitle } from '../query/rowText';
import { readVariableQuery, type VariableKind, type VariableQuery } from './model';

const kinds: Array<ComboboxOption<VariableKind>> = [
  { value: 'skills', label: 'Skills', description: 'All skills of the account; the values are skill IDs.' },
  {
    value: 'groups',
    label: 'Agent groups',
    description: 'All agent groups of the account, with their parent groups; the values are group IDs.',
  },
  { value: 'agents', label: 'Agents', description: 'All agents of the account; the values are agent IDs.' },
  {
    value: 'channels',
    label: 'Channels',
    description: "Channels of conversations, such as Web and App; the values are LivePerson's names.",
  },
  {
    value: 'states',
    label: 'Conversation states',
    description: "Queued and active, for queries by conversation; the values are LivePerson's names.",
  },
  { value: 'kpis', label: 'KPIs', description: 'KPIs for the KPIs field of a query; the values are KPI IDs.' },
];

const rowOptions: Array<ComboboxOption<RowKind>> = rowKinds.map((kind) => ({ value: kind, label: rowTitle(kind) }));

type Props = QueryEditorProps<KmmDataSource, KmmQuery, KmmOptions, VariableQuery>;

interface RowsFieldProps {
  rows: RowKind | undefined;
  onChange: (rows: RowKind | undefined) => void;
}

function RowsField({ rows, onChange }: RowsFieldProps) {
  const id = React.useId();
  return (
    <Field label="Rows" description="Only KPIs that are available for these rows" noMargin>
      <Combobox
        id={id}
        options={rowOptions}
        value={rows ?? null}
        onChange={(selected) => onChange(selected?.value)}
        placeholder="Any"
        isClearable
        width={40}
      />
    </Field>
  );
}

/** Edits the query of a dashboard variable. */
export function VariableEditor({ query, onChange }: Props) {
  const id = React.useId();
  const saved = readVariableQuery(query);
  const change = (part: Partial<VariableQuery>) => onChange(readVariableQuery({ ...saved, ...part }));
  return (
    <Stack direction="column" gap={2}>
      <Field label="List" description="What the variable lists" noMargin>
        <Combobox
          id={id}
          options={kinds}
          value={saved.kind}
          onChange={({ value }) => change({ kind: value })}
          width={40}
        />
      </Field>
      {saved.kind === 'kpis' && <RowsField rows={saved.rows} onChange={(rows) => change({ rows })} />}
    </Stack>
  );
}

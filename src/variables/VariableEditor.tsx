import type { QueryEditorProps } from '@grafana/data';
import { Combobox, Field, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import type { KmmOptions } from '../config/model';
import type { KmmDataSource } from '../datasource';
import type { KmmQuery } from '../query/model';
import { readVariableQuery, type VariableKind, type VariableQuery } from './model';

const kinds: Array<ComboboxOption<VariableKind>> = [
  { value: 'skills', label: 'Skills', description: 'All skills of the account; the values are skill IDs.' },
  { value: 'groups', label: 'Agent groups', description: 'All agent groups of the account; the values are group IDs.' },
];

type Props = QueryEditorProps<KmmDataSource, KmmQuery, KmmOptions, VariableQuery>;

/** Chooses what a dashboard variable lists. */
export function VariableEditor({ query, onChange }: Props) {
  const id = React.useId();
  const saved = readVariableQuery(query);
  return (
    <Field label="List" description="What people choose from in the dashboard" noMargin>
      <Combobox
        id={id}
        options={kinds}
        value={saved.kind}
        onChange={({ value }) => onChange({ ...saved, kind: value })}
        width={40}
      />
    </Field>
  );
}

import { Button, Combobox, Field, Stack, Text, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { describeRow, type RowKind } from '../../catalogue';
import type { EntityOptions } from '../editor/entityOptions';
import { rowTitle } from '../query/rowText';
import { kpisWithLevels } from './levels';

interface Props {
  rows: RowKind;
  /** The skills, groups or agents to choose from; ids can be typed. */
  entities: EntityOptions;
  onAdd: (kpi: string, id: string) => void;
}

function kpiOptions(rows: RowKind): ComboboxOption[] {
  return kpisWithLevels(rows).map(({ id, label, description }) => ({ value: id, label, description }));
}

// LivePerson's main group has the ID -1.
const isId = (text: string) => /^-?\d{1,19}$/.test(text);

/** The id of what was selected or typed: names count in any case, as the list offers a typed text before its names. */
function idOf(text: string, { options }: EntityOptions): string {
  const named = options.filter(({ label = '' }) => label.toLowerCase() === text.toLowerCase());
  const [only] = named;
  return only && named.length === 1 ? only.value : text;
}

/** Adds levels of a KPI for one skill, group or agent. */
export function AddLevel({ rows, entities, onAdd }: Props) {
  const { noun } = describeRow(rows);
  const ids = { kpi: React.useId(), row: React.useId() };
  const [kpi, setKpi] = React.useState<string>();
  const [row, setRow] = React.useState<string>();
  const options = React.useMemo(() => kpiOptions(rows), [rows]);
  const isUnknown = row !== undefined && !isId(row);
  const add = () => {
    if (kpi && row && !isUnknown) {
      onAdd(kpi, row);
      setRow(undefined);
    }
  };
  return (
    <Stack role="group" aria-label={`Add levels for one ${noun}`} direction="column" gap={1}>
      <Text variant="h6">Add levels for one {noun}</Text>
      <Stack direction="row" alignItems="flex-end" gap={1} wrap="wrap">
        <Field label="KPI" htmlFor={ids.kpi} noMargin>
          <Combobox
            id={ids.kpi}
            width={32}
            options={options}
            value={kpi ?? null}
            placeholder="Select a KPI"
            onChange={({ value }) => setKpi(value)}
          />
        </Field>
        <Field
          label={`${rowTitle(rows)} name or ID`}
          htmlFor={ids.row}
          noMargin
          invalid={isUnknown}
          error={isUnknown && `No ${noun} has this name. Select one from the list, or type an ID.`}
        >
          <Combobox
            id={ids.row}
            width={32}
            options={entities.options}
            value={row ?? null}
            placeholder="Select or type"
            createCustomValue
            customValueDescription="Use as an ID"
            invalid={isUnknown}
            onChange={({ value }) => setRow(idOf(value.trim(), entities))}
          />
        </Field>
        <Button variant="secondary" icon="plus" disabled={!kpi || !row || isUnknown} onClick={add}>
          Add
        </Button>
      </Stack>
    </Stack>
  );
}

import { EditorField } from '@grafana/plugin-ui';
import { Box, Combobox, Text, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { isCurrentOnly } from '../query/change';
import type { Window } from '../query/model';
import { DeferredInput } from './DeferredInput';
import type { FieldProps } from './fieldProps';
import { TodayFields } from './TodayFields';

/** LivePerson keeps 14 days. */
const maxHours = 14 * 24;

const windowKinds: Array<ComboboxOption<Window['kind']>> = [
  { value: 'range', label: 'Time range', description: 'Of the dashboard, of Explore or of the alert rule' },
  { value: 'last', label: 'Last hours' },
  { value: 'today', label: 'Today from' },
];

/** The window to begin with after a choice of its kind. */
function defaultWindow(kind: Window['kind']): Window {
  switch (kind) {
    case 'range':
      return { kind };
    case 'last':
      return { kind, hours: 1 };
    case 'today':
      return { kind, from: '00:00' };
  }
}

function validateHours(text: string): string | undefined {
  const hours = Number(text);
  const isValid = text.trim() !== '' && hours > 0 && hours <= maxHours;
  return isValid ? undefined : `"${text}" is not a number of hours up to ${maxHours}, which is 14 days.`;
}

interface HoursProps {
  window: Extract<Window, { kind: 'last' }>;
  onChange: (window: Window) => void;
}

function HoursField({ window, onChange }: HoursProps) {
  return (
    <DeferredInput
      label="Hours"
      tooltip={`The window ends with the time range. At most ${maxHours}, which is 14 days.`}
      type="number"
      min={1}
      max={maxHours}
      width={10}
      value={String(window.hours)}
      validate={validateHours}
      onCommit={(hours) => onChange({ ...window, hours: Number(hours) })}
    />
  );
}

/** The time that KPIs "in the window" are about. */
export function WindowFields({ query, onChange }: FieldProps) {
  const id = React.useId();
  const { window } = query;
  const change = (changed: Window) => onChange({ ...query, window: changed });
  return (
    <>
      <EditorField label="Window" tooltip="The time that KPIs in the window are about." htmlFor={id}>
        <Combobox
          id={id}
          options={windowKinds}
          value={window.kind}
          onChange={({ value }) => change(defaultWindow(value))}
          width={26}
        />
      </EditorField>
      {window.kind === 'last' && <HoursField window={window} onChange={change} />}
      {window.kind === 'today' && <TodayFields window={window} onChange={change} />}
    </>
  );
}

/** Says so where the window has no effect on what is chosen. */
export function WindowNote({ query }: Pick<FieldProps, 'query'>) {
  if (!isCurrentOnly(query.kpis)) {
    return null;
  }
  return (
    <Box paddingTop={3}>
      <Text color="secondary" variant="bodySmall">
        The chosen KPIs are values of this moment: the window changes nothing.
      </Text>
    </Box>
  );
}

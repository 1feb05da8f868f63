import { EditorField } from '@grafana/plugin-ui';
import { Box, Combobox, Text, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { isCurrentOnly } from '../query/change';
import { isVariable, type Window } from '../query/model';
import { DeferredInput } from './DeferredInput';
import type { FieldProps } from './fieldProps';
import { TodayFields } from './TodayFields';

/** The retention of LivePerson, in hours. */
const maxHours = 14 * 24;

const windowKinds: Array<ComboboxOption<Window['kind']>> = [
  { value: 'range', label: 'Time range', description: 'Of the dashboard, Explore or alert rule' },
  { value: 'last', label: 'Last hours' },
  { value: 'today', label: 'Today from' },
];

/** The initial window of a kind. */
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
  const isValid = isVariable(text) || (text !== '' && hours > 0 && hours <= maxHours);
  return isValid ? undefined : `"${text}" is not a valid number of hours. The maximum is ${maxHours} (14 days).`;
}

interface HoursProps {
  window: Extract<Window, { kind: 'last' }>;
  onChange: (window: Window) => void;
}

function HoursField({ window, onChange }: HoursProps) {
  return (
    <DeferredInput
      label="Hours"
      tooltip={`Length of the window, which ends when the time range ends. Maximum ${maxHours} (14 days). You can type a variable.`}
      width={10}
      value={String(window.hours)}
      validate={validateHours}
      onCommit={(hours) => onChange({ ...window, hours: isVariable(hours) ? hours : Number(hours) })}
    />
  );
}

/** The time window of the window KPIs. */
export function WindowFields({ query, onChange, variables }: FieldProps & { variables: string[] }) {
  const id = React.useId();
  const { window } = query;
  const change = (changed: Window) => onChange({ ...query, window: changed });
  return (
    <>
      <EditorField label="Window" tooltip="Time window of the KPIs under “In the window”." htmlFor={id}>
        <Combobox
          id={id}
          options={windowKinds}
          value={window.kind}
          onChange={({ value }) => change(defaultWindow(value))}
          width={26}
        />
      </EditorField>
      {window.kind === 'last' && <HoursField window={window} onChange={change} />}
      {window.kind === 'today' && <TodayFields window={window} variables={variables} onChange={change} />}
    </>
  );
}

/** Says that the window has no effect, and why there is no comparison, if all KPIs are current values. */
export function WindowNote({ query }: Pick<FieldProps, 'query'>) {
  if (!isCurrentOnly(query.kpis)) {
    return null;
  }
  return (
    <Box paddingTop={3}>
      <Text color="secondary" variant="bodySmall">
        These KPIs show current values; the window is ignored. LivePerson keeps no history of them, so they can&apos;t
        be compared to a day or a week before.
      </Text>
    </Box>
  );
}

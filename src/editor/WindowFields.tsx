import { EditorField } from '@grafana/plugin-ui';
import { Box, Combobox, Text, TimeZonePicker, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { isNowOnly } from '../query/change';
import type { Window } from '../query/model';
import { CommitField } from './CommitField';
import type { PartProps } from './part';

/** LivePerson answers at most so many hours at once. */
const maxHours = 24;

const kinds: Array<ComboboxOption<Window['kind']>> = [
  { value: 'range', label: "Dashboard's time range" },
  { value: 'last', label: 'Last hours' },
  { value: 'today', label: 'Today from' },
];

/** The window to begin with after a choice of its kind. */
function firstWindow(kind: Window['kind']): Window {
  switch (kind) {
    case 'range':
      return { kind };
    case 'last':
      return { kind, hours: 1 };
    case 'today':
      return { kind, from: '00:00', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  }
}

function hoursProblem(text: string): string | undefined {
  const hours = Number(text);
  const isSound = text.trim() !== '' && hours > 0 && hours <= maxHours;
  return isSound ? undefined : `"${text}" is not a number of hours up to ${maxHours}.`;
}

function timeProblem(text: string): string | undefined {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? undefined : `"${text}" is not a time of day such as 09:00.`;
}

interface WindowProps<W extends Window> {
  window: W;
  onChange: (window: W) => void;
}

type Today = Extract<Window, { kind: 'today' }>;

function TodayFields({ window, onChange }: WindowProps<Today>) {
  const id = React.useId();
  return (
    <>
      <CommitField
        label="From"
        tooltip="The hour of day at which the window begins."
        type="time"
        width={14}
        value={window.from}
        problem={timeProblem}
        onCommit={(from) => onChange({ ...window, from })}
      />
      <EditorField label="Time zone" tooltip="Where that hour of day is read off the clock." htmlFor={id}>
        <TimeZonePicker
          inputId={id}
          width={32}
          value={window.timeZone ?? 'UTC'}
          onChange={(timeZone) => onChange({ ...window, timeZone })}
        />
      </EditorField>
    </>
  );
}

function HoursField({ window, onChange }: WindowProps<Extract<Window, { kind: 'last' }>>) {
  return (
    <CommitField
      label="Hours"
      tooltip={`The window ends with the dashboard's time range. At most ${maxHours}.`}
      type="number"
      min={1}
      max={maxHours}
      width={10}
      value={String(window.hours)}
      problem={hoursProblem}
      onCommit={(hours) => onChange({ ...window, hours: Number(hours) })}
    />
  );
}

/** The time that KPIs "in the window" are about. */
export function WindowFields({ query, onChange }: PartProps) {
  const id = React.useId();
  const { window } = query;
  const change = (changed: Window) => onChange({ ...query, window: changed });
  return (
    <>
      <EditorField label="Window" tooltip="The time that KPIs in the window are about." htmlFor={id}>
        <Combobox
          id={id}
          options={kinds}
          value={window.kind}
          onChange={({ value }) => change(firstWindow(value))}
          width={26}
        />
      </EditorField>
      {window.kind === 'last' && <HoursField window={window} onChange={change} />}
      {window.kind === 'today' && <TodayFields window={window} onChange={change} />}
    </>
  );
}

/** Says so where the window has no effect on what is chosen. */
export function WindowNote({ query }: Pick<PartProps, 'query'>) {
  if (!isNowOnly(query.kpis)) {
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

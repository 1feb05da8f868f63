import { EditorField } from '@grafana/plugin-ui';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import { isVariable, type Window } from '../query/model';
import { timeZoneOptions } from '../timeZones';
import { DeferredInput } from './DeferredInput';
import { useOptionsWithVariables } from './variableOptions';

type Today = Extract<Window, { kind: 'today' }>;

interface Props {
  window: Today;
  variables: string[];
  onChange: (window: Today) => void;
}

const dashboardTimeZone: ComboboxOption = {
  value: '',
  label: "Dashboard's time zone",
  description: "Data source's time zone in alert rules",
};

function validateTime(text: string): string | undefined {
  return isVariable(text) || /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
    ? undefined
    : `"${text}" is not a time of day. Use hh:mm, for example 09:00, or a variable.`;
}

/** The start time of the window and its time zone. */
export function TodayFields({ window: { timeZone = '', ...window }, variables, onChange }: Props) {
  const id = React.useId();
  const zones = React.useMemo(() => [dashboardTimeZone, ...timeZoneOptions()], []);
  const change = (from: string, zone: string) => onChange({ ...window, from, ...(zone !== '' && { timeZone: zone }) });
  return (
    <>
      <DeferredInput
        label="From"
        tooltip="Start time of the window. You can type a variable."
        placeholder="hh:mm"
        width={14}
        value={window.from}
        validate={validateTime}
        onCommit={(from) => change(from, timeZone)}
      />
      <EditorField label="Time zone" tooltip="Time zone of the start time." htmlFor={id}>
        <Combobox
          id={id}
          options={useOptionsWithVariables(zones, variables, 'Time zones')}
          value={timeZone}
          onChange={({ value }) => change(window.from, value.trim())}
          createCustomValue
          customValueDescription="Use as a time zone or variable"
          width={32}
        />
      </EditorField>
    </>
  );
}

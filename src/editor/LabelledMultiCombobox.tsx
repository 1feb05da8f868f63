import { MultiCombobox } from '@grafana/ui';
import React from 'react';

import { useTyped } from './useTyped';

type GrafanaProps<T extends string> = React.ComponentProps<typeof MultiCombobox<T>>;

type PassedProps = 'options' | 'onChange' | 'placeholder' | 'createCustomValue' | 'customValueDescription' | 'invalid';

interface Props<T extends string> extends Pick<GrafanaProps<T>, PassedProps> {
  id: string;
  /** The accessible name of the field. */
  label: string;
  value: T[];
  /** In Grafana's steps of 8 pixels. */
  width: number;
}

/**
 * Grafana's multi-select with an accessible name. In Grafana 12.3 it drops its id, so that no <label> can refer to it;
 * aria-labelledby works.
 */
export function LabelledMultiCombobox<T extends string>({ label, width, ...props }: Props<T>) {
  const labelId = `${props.id}-name`;
  const typed = useTyped();
  return (
    <div {...typed}>
      <span id={labelId} hidden>
        {label}
      </span>
      <MultiCombobox
        {...props}
        aria-labelledby={labelId}
        isClearable
        // Grafana 12.4 takes a numeric width for pixels when it computes how many values fit.
        width="auto"
        minWidth={width}
        maxWidth={width}
      />
    </div>
  );
}

import { MultiCombobox } from '@grafana/ui';
import React from 'react';

import { useTyped } from './useTyped';

type GrafanaProps<T extends string> = React.ComponentProps<typeof MultiCombobox<T>>;

type PassedProps = 'options' | 'onChange' | 'placeholder' | 'createCustomValue' | 'customValueDescription' | 'invalid';

interface Props<T extends string> extends Pick<GrafanaProps<T>, PassedProps> {
  id: string;
  /** What assistive technology calls the field. */
  label: string;
  value: T[];
  /** In Grafana's steps of 8 pixels. */
  width: number;
}

/**
 * Grafana's field for several choices, with a name. In Grafana 12.3 it drops its id, so that no label finds it; an
 * element that names it, it keeps.
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
        // With a width in numbers Grafana 12.4 takes it for pixels when it counts how many choices fit.
        width="auto"
        minWidth={width}
        maxWidth={width}
      />
    </div>
  );
}

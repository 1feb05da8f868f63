import type { PanelProps } from '@grafana/data';
import { Text } from '@grafana/ui';
import type { ComponentType } from 'react';

/** What of a panel the preview cannot draw travels with its options. */
export interface WithUndrawn {
  undrawn?: string[];
}

/** The height of the line, in pixels. */
const line = 20;

/** A panel above the line that names what of it is not drawn, if anything is not. */
export function Undrawn({ Component, ...props }: PanelProps<WithUndrawn> & { Component: ComponentType<PanelProps> }) {
  const { undrawn = [] } = props.options;
  const height = undrawn.length > 0 ? props.height - line : props.height;
  return (
    <>
      <div style={{ height, overflow: 'hidden' }}>
        <Component {...props} height={height} />
      </div>
      {undrawn.length > 0 && (
        <Text element="p" variant="bodySmall" color="warning" truncate>
          Not drawn in the preview: {undrawn.join(', ')}
        </Text>
      )}
    </>
  );
}

import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ComponentType } from 'react';

/** What of a panel the preview cannot draw travels with its options. */
export interface WithUndrawn {
  undrawn?: string[];
}

const lineHeight = 20;

/** A panel above the line that names what of it is not drawn, if anything is not. */
export function Undrawn({ Component, ...props }: PanelProps<WithUndrawn> & { Component: ComponentType<PanelProps> }) {
  const style = useStyles2(lineStyle);
  const { undrawn = [] } = props.options;
  if (undrawn.length === 0) {
    return <Component {...props} />;
  }
  const sentence = `Not drawn in the preview: ${undrawn.join(', ')}`;
  return (
    <>
      <Component {...props} height={props.height - lineHeight} />
      <div className={style} title={sentence}>
        {sentence}
      </div>
    </>
  );
}

const lineStyle = (theme: GrafanaTheme2) =>
  css({
    height: lineHeight,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.warning.text,
    fontSize: theme.typography.bodySmall.fontSize,
  });

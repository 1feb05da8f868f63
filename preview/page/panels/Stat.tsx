import type { PanelProps } from '@grafana/data';
import { BigValueGraphMode, BigValueTextMode } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import { BigValue, useTheme2 } from '@grafana/ui';

import { type Place, Values } from './Values';

/** Grafana's big values. */
export function Stat(panel: PanelProps<Options>) {
  const { options, fieldConfig, title, timeRange } = panel;
  const theme = useTheme2();
  const named = fieldConfig.defaults.displayName || !title;
  const textMode =
    options.textMode === BigValueTextMode.Auto && named ? BigValueTextMode.ValueAndName : options.textMode;

  const draw = ({ value: { display, sparkline }, ...place }: Place, onClick?: React.MouseEventHandler<HTMLElement>) => (
    <BigValue
      {...options}
      {...place}
      value={display}
      sparkline={sparkline && { ...sparkline, timeRange }}
      textMode={textMode}
      theme={theme}
      disableWideLayout={!options.wideLayout}
      onClick={onClick}
    />
  );

  return (
    <Values
      panel={panel}
      draw={draw}
      itemSpacing={3}
      sparkline={options.graphMode !== BigValueGraphMode.None}
      percentChange={options.showPercentChange}
      autoGrid
    />
  );
}

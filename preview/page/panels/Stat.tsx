import type { PanelProps } from '@grafana/data';
import { BigValueGraphMode, BigValueTextMode } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import { BigValue, useTheme2 } from '@grafana/ui';

import { type Place, Values } from './Values';

/** Grafana's big values. */
export function Stat(panel: PanelProps<Options>) {
  const { options, fieldConfig, title, timeRange } = panel;
  const theme = useTheme2();
  const named = options.textMode === BigValueTextMode.Auto && (fieldConfig.defaults.displayName || !title);
  const draw = ({ value: { display, sparkline }, ...place }: Place, onClick?: React.MouseEventHandler<HTMLElement>) => (
    <BigValue
      {...options}
      {...place}
      value={display}
      sparkline={sparkline && { ...sparkline, timeRange }}
      textMode={named ? BigValueTextMode.ValueAndName : options.textMode}
      theme={theme}
      disableWideLayout={!options.wideLayout}
      onClick={onClick}
    />
  );
  const read = { sparkline: options.graphMode !== BigValueGraphMode.None, percentChange: options.showPercentChange };
  return <Values panel={panel} render={draw} readOptions={read} layout={{ itemSpacing: 3, autoGrid: true }} />;
}

import type { PanelProps } from '@grafana/data';
import { BarGaugeDisplayMode, BarGaugeSizing } from '@grafana/schema';
import * as schema from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import { BarGauge, useTheme2 } from '@grafana/ui';

import { type Place, Values } from './Values';

/** Grafana's bars, one for each value. */
export function Bars(panel: PanelProps<schema.Options>) {
  const { options, fieldConfig, height } = panel;
  const theme = useTheme2();
  const itemSpacing = options.displayMode === BarGaugeDisplayMode.Lcd ? 2 : 10;
  const draw = ({ value, ...place }: Place, onClick?: React.MouseEventHandler<HTMLElement>) => {
    const { display, field, view, colIndex } = value;
    const several = place.count > 1;
    return (
      <BarGauge
        {...options}
        {...place}
        value={several || fieldConfig.defaults.displayName ? display : { ...display, title: undefined }}
        alignmentFactors={several ? place.alignmentFactors : undefined}
        field={field}
        display={colIndex === undefined ? undefined : view?.getFieldDisplayProcessor(colIndex)}
        valueDisplayMode={options.valueMode}
        isOverflow={(place.height + itemSpacing) * place.count - itemSpacing > height}
        itemSpacing={itemSpacing}
        theme={theme}
        onClick={onClick}
      />
    );
  };
  const sizes = options.sizing === BarGaugeSizing.Manual ? options : schema.defaultOptions;
  const { minVizWidth, minVizHeight, maxVizHeight } = sizes;
  return <Values panel={panel} render={draw} layout={{ itemSpacing, minVizWidth, minVizHeight, maxVizHeight }} />;
}

import type { PanelProps } from '@grafana/data';
import { BarGaugeDisplayMode, BarGaugeSizing, VizOrientation } from '@grafana/schema';
import {
  defaultOptions,
  type Options,
} from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import { BarGauge, useTheme2 } from '@grafana/ui';

import { type Place, Values } from './Values';

/** Sizes count where they were set by hand, each in its own direction. */
function sizes({ sizing, orientation, minVizWidth, minVizHeight, maxVizHeight }: Options, wide: boolean) {
  const vertical = orientation === VizOrientation.Auto ? wide : orientation === VizOrientation.Vertical;
  const { minVizWidth: width, minVizHeight: height, maxVizHeight: most } = defaultOptions;
  if (sizing !== BarGaugeSizing.Manual) {
    return { minVizWidth: width, minVizHeight: height, maxVizHeight: most };
  }
  return vertical
    ? { minVizWidth, minVizHeight: height, maxVizHeight: most }
    : { minVizWidth: width, minVizHeight, maxVizHeight };
}

/** Grafana's bars, one for each value. */
export function Bars(panel: PanelProps<Options>) {
  const { options, fieldConfig, width, height } = panel;
  const theme = useTheme2();
  const spacing = options.displayMode === BarGaugeDisplayMode.Lcd ? 2 : 10;

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
        isOverflow={(place.height + spacing) * place.count - spacing > height}
        itemSpacing={spacing}
        theme={theme}
        onClick={onClick}
      />
    );
  };

  return <Values panel={panel} draw={draw} itemSpacing={spacing} {...sizes(options, width > height)} />;
}

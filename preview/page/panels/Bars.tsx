import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type PanelProps,
} from '@grafana/data';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeSizing,
  BarGaugeValueMode,
  type SingleStatBaseOptions,
  VizOrientation,
} from '@grafana/schema';
import { BarGauge, DataLinksContextMenu, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';

import { reduceOptions } from './Stat';

/** A bar gauge's options, as dashboards hold them. */
export interface BarsOptions extends SingleStatBaseOptions {
  displayMode: BarGaugeDisplayMode;
  valueMode: BarGaugeValueMode;
  namePlacement: BarGaugeNamePlacement;
  showUnfilled: boolean;
  sizing: BarGaugeSizing;
  minVizWidth: number;
  minVizHeight: number;
  maxVizHeight: number;
}

/** What Grafana takes where a bar gauge does not say it. */
export const barsDefaults: BarsOptions = {
  reduceOptions,
  orientation: VizOrientation.Auto,
  text: undefined,
  displayMode: BarGaugeDisplayMode.Gradient,
  valueMode: BarGaugeValueMode.Color,
  namePlacement: BarGaugeNamePlacement.Auto,
  showUnfilled: true,
  sizing: BarGaugeSizing.Auto,
  minVizWidth: 8,
  minVizHeight: 16,
  maxVizHeight: 300,
};

type ValueProps = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>;

/** Sizes count where they were set by hand, each in its own direction. */
function sizes({ sizing, orientation, minVizWidth, minVizHeight, maxVizHeight }: BarsOptions, wide: boolean) {
  const vertical = orientation === VizOrientation.Auto ? wide : orientation === VizOrientation.Vertical;
  const manual = sizing === BarGaugeSizing.Manual;
  return {
    minVizWidth: manual && vertical ? minVizWidth : barsDefaults.minVizWidth,
    minVizHeight: manual && !vertical ? minVizHeight : barsDefaults.minVizHeight,
    maxVizHeight: manual && !vertical ? maxVizHeight : barsDefaults.maxVizHeight,
  };
}

/** Grafana's bars, one for each value. */
export function Bars(props: PanelProps<BarsOptions>) {
  const { data, options, fieldConfig, timeZone, replaceVariables, width, height } = props;
  const theme = useTheme2();
  const spacing = options.displayMode === BarGaugeDisplayMode.Lcd ? 2 : 10;

  const draw = ({ value, ...place }: ValueProps, onClick?: React.MouseEventHandler<HTMLElement>) => (
    <BarGauge
      value={place.count === 1 && !fieldConfig.defaults.displayName ? { ...value.display, title: undefined } : value.display}
      field={value.field}
      display={value.colIndex === undefined ? undefined : value.view?.getFieldDisplayProcessor(value.colIndex)}
      text={options.text}
      displayMode={options.displayMode}
      valueDisplayMode={options.valueMode}
      namePlacement={options.namePlacement}
      showUnfilled={options.showUnfilled}
      alignmentFactors={place.count > 1 ? place.alignmentFactors : undefined}
      orientation={place.orientation}
      width={place.width}
      height={place.height}
      isOverflow={(place.height + spacing) * place.count - spacing > height}
      itemSpacing={spacing}
      theme={theme}
      {...(onClick && { onClick })}
    />
  );

  return (
    <VizRepeater
      source={data}
      getValues={() =>
        getFieldDisplayValues({
          fieldConfig,
          reduceOptions: options.reduceOptions,
          replaceVariables,
          theme,
          data: data.series,
          timeZone,
        })
      }
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={(value: ValueProps) =>
        value.value.hasLinks && value.value.getLinks ? (
          <DataLinksContextMenu links={value.value.getLinks}>{({ openMenu }) => draw(value, openMenu)}</DataLinksContextMenu>
        ) : (
          draw(value)
        )
      }
      width={width}
      height={height}
      itemSpacing={spacing}
      renderCounter={props.renderCounter}
      orientation={options.orientation}
      {...sizes(options, width > height)}
    />
  );
}

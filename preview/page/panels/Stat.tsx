import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type PanelProps,
  type ReduceDataOptions,
} from '@grafana/data';
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  PercentChangeColorMode,
  type SingleStatBaseOptions,
  VizOrientation,
} from '@grafana/schema';
import { BigValue, DataLinksContextMenu, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';

/** A stat panel's options, as dashboards hold them. */
export interface StatOptions extends SingleStatBaseOptions {
  colorMode: BigValueColorMode;
  graphMode: BigValueGraphMode;
  justifyMode: BigValueJustifyMode;
  textMode: BigValueTextMode;
  wideLayout: boolean;
  showPercentChange: boolean;
  percentChangeColorMode: PercentChangeColorMode;
}

/** How single values are read from frames where a panel does not say it. */
export const reduceOptions: ReduceDataOptions = { values: false, calcs: ['lastNotNull'], fields: '' };

/** What Grafana takes where a stat panel does not say it. */
export const statDefaults: StatOptions = {
  reduceOptions,
  orientation: VizOrientation.Auto,
  text: undefined,
  colorMode: BigValueColorMode.Value,
  graphMode: BigValueGraphMode.Area,
  justifyMode: BigValueJustifyMode.Auto,
  textMode: BigValueTextMode.Auto,
  wideLayout: true,
  showPercentChange: false,
  percentChangeColorMode: PercentChangeColorMode.Standard,
};

type ValueProps = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>;

function textMode({ textMode: chosen }: StatOptions, named: boolean): BigValueTextMode {
  return chosen === BigValueTextMode.Auto && named ? BigValueTextMode.ValueAndName : chosen;
}

/** Grafana's big values. */
export function Stat(props: PanelProps<StatOptions>) {
  const { data, options, fieldConfig, title, timeRange, timeZone, replaceVariables, width, height } = props;
  const theme = useTheme2();
  const named = Boolean(fieldConfig.defaults.displayName) || !title;

  const draw = ({ value: { display, sparkline }, ...place }: ValueProps, onClick?: React.MouseEventHandler) => (
    <BigValue
      {...options}
      value={display}
      sparkline={sparkline && { ...sparkline, timeRange }}
      textMode={textMode(options, named)}
      alignmentFactors={place.alignmentFactors}
      count={place.count}
      width={place.width}
      height={place.height}
      theme={theme}
      disableWideLayout={!options.wideLayout}
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
          sparkline: options.graphMode !== BigValueGraphMode.None,
          percentChange: options.showPercentChange,
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
      itemSpacing={3}
      renderCounter={props.renderCounter}
      autoGrid
      orientation={options.orientation}
    />
  );
}

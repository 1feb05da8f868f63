import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  type PanelProps,
} from '@grafana/data';
import type { SingleStatBaseOptions } from '@grafana/schema';
import { DataLinksContextMenu, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';

/** One value and its place. */
export type Place = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>;

interface ValuesProps {
  panel: Omit<PanelProps<SingleStatBaseOptions>, 'onOptionsChange'>;
  draw: (place: Place, onClick?: React.MouseEventHandler<HTMLElement>) => React.JSX.Element;
  /** Between two values, in pixels. */
  itemSpacing: number;
  sparkline?: boolean;
  percentChange?: boolean;
  autoGrid?: boolean;
  minVizWidth?: number;
  minVizHeight?: number;
  maxVizHeight?: number;
}

/** The values of a panel side by side, each with the links of its data. */
export function Values({ panel, draw, sparkline, percentChange, ...layout }: ValuesProps) {
  const { data, options, fieldConfig, replaceVariables, timeZone, width, height, renderCounter } = panel;
  const { reduceOptions, orientation } = options;
  const theme = useTheme2();
  const source = { fieldConfig, reduceOptions, replaceVariables, theme, timeZone, sparkline, percentChange };

  const drawWithLinks = (place: Place) => {
    const { hasLinks, getLinks } = place.value;
    return hasLinks && getLinks ? (
      <DataLinksContextMenu links={getLinks}>{({ openMenu }) => draw(place, openMenu)}</DataLinksContextMenu>
    ) : (
      draw(place)
    );
  };

  return (
    <VizRepeater
      {...layout}
      source={data}
      getValues={() => getFieldDisplayValues({ ...source, data: data.series })}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={drawWithLinks}
      width={width}
      height={height}
      renderCounter={renderCounter}
      orientation={orientation}
    />
  );
}

import * as data from '@grafana/data';
import type { SingleStatBaseOptions } from '@grafana/schema';
import { DataLinksContextMenu, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';
import type { ComponentProps } from 'react';

/** One value and its position. */
export type Place = VizRepeaterRenderValueProps<data.FieldDisplay, data.DisplayValueAlignmentFactors>;

interface ValuesProps {
  panel: Omit<data.PanelProps<SingleStatBaseOptions>, 'onOptionsChange'>;
  render: (place: Place, onClick?: React.MouseEventHandler<HTMLElement>) => React.JSX.Element;
  /** Further options for reading the values. */
  readOptions?: Partial<data.GetFieldDisplayValuesOptions>;
  layout: Partial<ComponentProps<typeof VizRepeater>>;
}

/** The values of a panel side by side, each with the links of its data. */
export function Values({ panel, render, readOptions, layout }: ValuesProps) {
  const { options, fieldConfig, replaceVariables, timeZone } = panel;
  const { reduceOptions, orientation } = options;
  const theme = useTheme2();
  const source = {
    fieldConfig,
    reduceOptions,
    replaceVariables,
    theme,
    timeZone,
    data: panel.data.series,
    ...readOptions,
  };
  const renderWithLinks = (place: Place) => {
    const { hasLinks, getLinks } = place.value;
    return hasLinks && getLinks ? (
      <DataLinksContextMenu links={getLinks}>{({ openMenu }) => render(place, openMenu)}</DataLinksContextMenu>
    ) : (
      render(place)
    );
  };
  return (
    <VizRepeater
      {...layout}
      source={panel.data}
      getValues={() => data.getFieldDisplayValues(source)}
      getAlignmentFactors={data.getDisplayValueAlignmentFactors}
      renderValue={renderWithLinks}
      width={panel.width}
      height={panel.height}
      renderCounter={panel.renderCounter}
      orientation={orientation}
    />
  );
}

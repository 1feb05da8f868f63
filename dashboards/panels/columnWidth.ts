import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';

import type { Kpi } from '../../catalogue';

// In pixels: a letter of a heading, and the padding of a cell.
const letterWidth = 7.6;
const paddingWidth = 18;

/** The width of formatted values, such as `1,234`, `100.0%`, `12.3 mins` and a date, in pixels. */
const numberWidth: Record<Exclude<Kpi['measure'], 'text'>, number> = { count: 48, ratio: 58, average: 76, time: 160 };

/** The minimum width of text and gauge columns, in pixels. */
export const minTextWidth = 100;

/** Reports whether a table shows a KPI as a gauge from 0 to 100 %. */
export const isGauge = ({ measure, better }: Kpi): boolean => measure === 'ratio' && better === 'less';

/**
 * The width of a KPI's table column, as an override's property: number columns fit their values and the longest word of
 * their heading; text and gauge columns share the remaining width.
 */
export function columnWidth(kpi: Kpi, name: string): DynamicConfigValue {
  if (kpi.measure === 'text' || isGauge(kpi)) {
    return { id: 'custom.minWidth', value: minTextWidth };
  }
  const longest = Math.max(...name.split(' ').map((word) => word.length));
  return {
    id: 'custom.width',
    value: Math.max(Math.ceil(longest * letterWidth) + paddingWidth, numberWidth[kpi.measure]),
  };
}

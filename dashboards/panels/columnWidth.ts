import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';

import type { Kpi } from '../../catalogue';

// In pixels: a letter of a heading, and the padding of a cell.
const letterWidth = 7.6;
const paddingWidth = 18;

/** The width of formatted values, such as `1,234`, `100.0%`, `12.3 mins` and a date, in pixels. */
const numberWidth: Record<Exclude<Kpi['measure'], 'text'>, number> = { count: 48, ratio: 58, average: 76, time: 160 };

// Of numbers without a unit, such as `-11.1`, and of times, which can be sums, too.
const widthsByUnit: Record<string, number | undefined> = { none: 52, ms: 80 };

/** The minimum width of text columns, in pixels. */
export const minTextWidth = 85;

/**
 * The width of a KPI's table column, as an override's property: number columns fit their values and the longest word of
 * their heading; text columns share the remaining width.
 */
export function columnWidth(kpi: Kpi, name: string): DynamicConfigValue {
  if (kpi.measure === 'text') {
    return { id: 'custom.minWidth', value: minTextWidth };
  }
  const widthOfValues = widthsByUnit[kpi.unit] ?? numberWidth[kpi.measure];
  const longest = Math.max(...name.split(' ').map((word) => word.length));
  return {
    id: 'custom.width',
    value: Math.max(Math.ceil(longest * letterWidth) + paddingWidth, widthOfValues),
  };
}

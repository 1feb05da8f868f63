import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';

import type { Kpi } from '../../catalogue';

// Pixels: a letter of a heading, and what is beside it.
const letter = 7.6;
const sides = 18;

/** What numbers take, such as `1,234`, `100.0%`, `12.3 mins` and a date. Pixels. */
const numberWidth: Record<Exclude<Kpi['measure'], 'text'>, number> = { count: 48, ratio: 58, average: 76, time: 160 };

/** The least for names, words and gauges. Pixels. */
export const wordsWidth = 100;

/** Whether a table draws a KPI as a gauge from 0 to 100 %. */
export const isGauge = ({ measure, better }: Kpi): boolean => measure === 'ratio' && better === 'less';

/**
 * How wide the column of a KPI is in a table, as an override's property: numbers take what they and the longest word of
 * their heading need, so that a laptop has room for all; words and gauges share what the panel has left.
 */
export function columnWidth(kpi: Kpi, name: string): DynamicConfigValue {
  if (kpi.measure === 'text' || isGauge(kpi)) {
    return { id: 'custom.minWidth', value: wordsWidth };
  }
  const longest = Math.max(...name.split(' ').map((word) => word.length));
  return { id: 'custom.width', value: Math.max(Math.ceil(longest * letter) + sides, numberWidth[kpi.measure]) };
}

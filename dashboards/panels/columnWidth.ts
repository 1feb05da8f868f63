import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';

import type { Kpi } from '../../catalogue';

// In pixels: the padding of a cell, and the letters of a heading in Grafana's font.
const paddingWidth = 18;
const letterWidths: Array<[letters: RegExp, width: number]> = [
  [/[mwMW]/, 12.2],
  [/[fijlrt]/, 5.2],
  [/[A-Z]/, 9.2],
  [/[bdghnopqu]/, 8.6],
];
const otherLetterWidth = 7.9;

const letterWidth = (letter: string) => letterWidths.find(([letters]) => letters.test(letter))?.[1] ?? otherLetterWidth;

const wordWidth = (word: string) => [...word].reduce((sum, letter) => sum + letterWidth(letter), 0);

/** The width that the longest word of texts needs in a column, in pixels. */
export const widthOfWords = (...texts: string[]): number =>
  Math.ceil(Math.max(...texts.flatMap((text) => text.split(' ').map(wordWidth)))) + paddingWidth;

/** The width of formatted values, such as `1,234`, `100.0%`, `12.3 mins` and a date, in pixels. */
const numberWidth: Record<Exclude<Kpi['measure'], 'text'>, number> = { count: 48, ratio: 58, average: 76, time: 160 };

// Of numbers without a unit, such as `-11.11`, and of times, which can be sums, too, or in hh:mm:ss.
const widthsByUnit: Record<string, number | undefined> = { none: 62, ms: 80 };

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
  return { id: 'custom.width', value: Math.max(widthOfWords(name), widthOfValues) };
}

import {
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  SpecialValueMatch,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';

import type { PanelQuery } from './query';

/** The colours of levels in a panel: those of text and bars, of backgrounds, or of what needs attention. */
export type LevelColors = 'text' | NonNullable<PanelQuery['levelColors']>;

/** The colours of values without a level. */
const neutralColours: Record<LevelColors, string> = {
  text: 'text',
  background: 'dimgray',
  attention: 'transparent',
};

/** Thresholds without levels: those of a KPI come with its values, and win over the panel's. */
export function neutralThresholds(colors: LevelColors = 'text'): ThresholdsConfigBuilder {
  const steps = [{ value: null, color: neutralColours[colors] }];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

/** The colour mode of all values: by the levels that come with them. */
export const colourByLevel = (): FieldColorBuilder => new FieldColorBuilder().mode(FieldColorModeId.Thresholds);

/** The text of a missing value. */
export const noValue = '–';

/** Maps a missing value to a neutral colour, for fields that do not bring this mapping: Grafana would use that of the lowest step. */
export function missingValue(colors: LevelColors = 'text', text = noValue): ValueMapping {
  const result = { text, color: neutralColours[colors], index: 0 };
  return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.NullAndNan, result } };
}

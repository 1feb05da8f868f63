import {
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  SpecialValueMatch,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { type Kpi, type RowKind, thresholdsOf } from '../catalogue';

/** The colours of normal, warning, critical and missing values. */
export interface Palette {
  normal: string;
  warning: string;
  critical: string;
  missingValue: string;
}

/** For text and bars. */
export const textPalette: Palette = { normal: 'green', warning: 'orange', critical: 'red', missingValue: 'text' };

/** For backgrounds: dark enough for white text. */
export const backgroundPalette: Palette = {
  normal: 'dark-green',
  warning: 'dark-orange',
  critical: 'dark-red',
  missingValue: 'dimgray',
};

/** For table cells, where only warning and critical values are coloured. */
export const tablePalette: Palette = { ...backgroundPalette, normal: 'transparent', missingValue: 'transparent' };

/** The threshold steps of a KPI, lowest first; undefined if the catalogue has no levels. */
export function thresholdSteps(kpi: Kpi, rows: RowKind, palette = textPalette): Threshold[] | undefined {
  const levels = thresholdsOf(kpi, rows);
  if (!levels || kpi.better === 'neither') {
    return undefined;
  }
  const { normal, warning, critical } = palette;
  return kpi.better === 'less'
    ? [
        { value: null, color: normal },
        { value: levels.warning, color: warning },
        { value: levels.critical, color: critical },
      ]
    : [
        { value: null, color: critical },
        { value: levels.critical, color: warning },
        { value: levels.warning, color: normal },
      ];
}

/** The thresholds of a KPI as a field option; one neutral step if the catalogue has no levels. */
export function thresholdsConfig(kpi: Kpi, rows: RowKind, palette?: Palette): ThresholdsConfigBuilder {
  const steps = thresholdSteps(kpi, rows, palette) ?? [{ value: null, color: 'text' }];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

/** The text of a missing value. */
export const noValue = '–';

/** Maps a missing value to a neutral colour: Grafana would use that of the lowest step. */
export function missingValue(palette = textPalette, text = noValue): ValueMapping {
  const result = { text, color: palette.missingValue, index: 0 };
  return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.NullAndNan, result } };
}

/** The colour mode of a KPI: by thresholds if the catalogue has levels, else neutral text. */
export function colourOf(kpi: Kpi, rows: RowKind): FieldColorBuilder {
  const colour = new FieldColorBuilder();
  return thresholdSteps(kpi, rows)
    ? colour.mode(FieldColorModeId.Thresholds)
    : colour.mode(FieldColorModeId.Fixed).fixedColor('text');
}

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

/** The colours of a value that needs no attention, that needs some, that needs it at once, and that is not there. */
export interface Palette {
  calm: string;
  warning: string;
  critical: string;
  missing: string;
}

/** For numbers and bars. */
export const bright: Palette = { calm: 'green', warning: 'orange', critical: 'red', missing: 'text' };

/** For backgrounds: dark enough that the white number on them can be read from afar. */
export const dark: Palette = {
  calm: 'dark-green',
  warning: 'dark-orange',
  critical: 'dark-red',
  missing: 'dimgray',
};

/** For cells of a table, where only what needs attention should stand out. */
export const quiet: Palette = { ...dark, calm: 'transparent', missing: 'transparent' };

/** The colours of a KPI's values, lowest first, from the catalogue; undefined where the catalogue has no levels. */
export function thresholdSteps(kpi: Kpi, rows: RowKind, palette = bright): Threshold[] | undefined {
  const levels = thresholdsOf(kpi, rows);
  if (!levels || kpi.better === 'neither') {
    return undefined;
  }
  const { calm, warning, critical } = palette;
  return kpi.better === 'less'
    ? [
        { value: null, color: calm },
        { value: levels.warning, color: warning },
        { value: levels.critical, color: critical },
      ]
    : [
        { value: null, color: critical },
        { value: levels.critical, color: warning },
        { value: levels.warning, color: calm },
      ];
}

/** A KPI's thresholds as a field option; one plain step where the catalogue has no levels. */
export function thresholdsConfig(kpi: Kpi, rows: RowKind, palette?: Palette): ThresholdsConfigBuilder {
  const steps = thresholdSteps(kpi, rows, palette) ?? [{ value: null, color: 'text' }];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

/** What a panel shows in place of a value that is not there. */
export const noValue = '–';

/** Shows a value that is not there in a colour that does not judge: Grafana would give it that of the lowest step. */
export function missing(palette = bright, text = noValue): ValueMapping {
  const result = { text, color: palette.missing, index: 0 };
  return { type: MappingType.SpecialValue, options: { match: SpecialValueMatch.NullAndNan, result } };
}

/** Colours by threshold where the catalogue has levels; plain text where a value is neither good nor bad. */
export function colourOf(kpi: Kpi, rows: RowKind): FieldColorBuilder {
  const colour = new FieldColorBuilder();
  return thresholdSteps(kpi, rows)
    ? colour.mode(FieldColorModeId.Thresholds)
    : colour.mode(FieldColorModeId.Fixed).fixedColor('text');
}

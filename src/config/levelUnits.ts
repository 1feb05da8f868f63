import type { Kpi } from '../../catalogue';
import type { Levels } from './levels';

interface LevelUnit {
  /** What is shown behind a number; empty for a count. */
  suffix: string;
  /** One of this unit, in the KPI's base unit. */
  size: number;
}

/** The unit in which a person enters the levels of a KPI: minutes, percent, or a count. */
export function levelUnit({ unit }: Pick<Kpi, 'unit'>): LevelUnit {
  switch (unit) {
    case 'ms':
      return { suffix: 'min', size: 60_000 };
    case 'percentunit':
      return { suffix: '%', size: 0.01 };
    default:
      return { suffix: '', size: 1 };
  }
}

// Decimal shares are not exact in binary: 0.07 / 0.01 is 7.000000000000001.
const round = (value: number) => Number(value.toPrecision(9));

/** A level in the unit in which it is entered; empty if it is off. */
export function toInput(kpi: Pick<Kpi, 'unit'>, level: number | undefined): string {
  return level === undefined ? '' : String(round(level / levelUnit(kpi).size));
}

/** A level that was entered, in the KPI's base unit; undefined for an empty text and what is not a number. */
export function fromInput(kpi: Pick<Kpi, 'unit'>, text: string): number | undefined {
  const entered = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(entered) ? round(entered * levelUnit(kpi).size) : undefined;
}

/** Levels as text: `8 / 15`, `off / 15 min`, `none`. */
export function formatLevels(kpi: Pick<Kpi, 'unit'>, { warning, critical }: Levels): string {
  if (warning === undefined && critical === undefined) {
    return 'none';
  }
  const text = [warning, critical].map((level) => toInput(kpi, level) || 'off').join(' / ');
  const { suffix } = levelUnit(kpi);
  return suffix === 'min' ? `${text} ${suffix}` : `${text}${suffix}`;
}

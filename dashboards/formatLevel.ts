import type { Kpi } from '../catalogue';

const MINUTE = 60_000;

// Decimal shares are not exact in binary: 0.07 * 100 is 7.000000000000001.
const round = (value: number) => String(Number(value.toPrecision(6)));

function formatDuration(ms: number): string {
  return ms < MINUTE ? `${round(ms / 1000)} s` : `${round(ms / MINUTE)} min`;
}

/** Formats a level of a KPI: `2 min` for 120000 ms, `85%` for the ratio 0.85, `15` for a count. */
export function formatLevel({ unit }: Pick<Kpi, 'unit'>, level: number): string {
  if (unit === 'ms') {
    return formatDuration(level);
  }
  return unit === 'percentunit' ? `${round(level * 100)}%` : String(level);
}

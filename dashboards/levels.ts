import type { Kpi } from '../catalogue';

const MINUTE = 60_000;

// Decimal shares are not exact in binary: 0.07 * 100 is 7.000000000000001.
const round = (value: number) => String(Number(value.toPrecision(6)));

function duration(ms: number): string {
  return ms < MINUTE ? `${round(ms / 1000)} s` : `${round(ms / MINUTE)} min`;
}

/** A level of a KPI as people say it: `2 min` for 120000 ms, `85 %` for the share 0.85, `15` for a count. */
export function writeLevel({ unit }: Pick<Kpi, 'unit'>, level: number): string {
  if (unit === 'ms') {
    return duration(level);
  }
  return unit === 'percentunit' ? `${round(level * 100)} %` : String(level);
}

/** The middle of some numbers; of an even count, the mean of the two in the middle. Throws where there are none. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) {
    throw new Error('There is no median of nothing.');
  }
  return (lower + upper) / 2;
}

/** How far numbers lie apart, as a share of their median: what the machine's noise does. */
export function spread(numbers: number[]): number {
  const middle = median(numbers);
  return middle === 0 ? 0 : (Math.max(...numbers) - Math.min(...numbers)) / middle;
}

/** A number for people: three digits, thousands apart. */
export function figure(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** A time in milliseconds, in the unit that suits it. */
export function time(ms: number): string {
  return ms >= 1000 ? `${figure(ms / 1000)} s` : `${figure(ms)} ms`;
}

/** A size in bytes, in MB of a million. */
export const size = (bytes: number): string => (bytes < 0 ? 'not measured' : `${figure(bytes / 1e6)} MB`);

/** A share of 1. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** How many times as much the first is, the other way round marked as such. */
export function ratio(theirs: number, ours: number): string {
  if (theirs < 0 || ours < 0) {
    return '–';
  }
  if (ours === 0) {
    return theirs === 0 ? '1 ×' : '∞';
  }
  return `${figure(theirs / ours)} ×`;
}

/** The median. Throws where there are no numbers. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) {
    throw new Error('There is no median of no numbers.');
  }
  return (lower + upper) / 2;
}

/** A number with three digits and commas. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

const measured = (format: (value: number) => string) => (value: number) => (value < 0 ? 'not measured' : format(value));

/** A time in milliseconds, in the unit that suits it. */
export const formatTime = (ms: number) => (ms >= 1000 ? `${formatNumber(ms / 1000)} s` : `${formatNumber(ms)} ms`);
export const formatSeconds = measured((seconds) => `${formatNumber(seconds)} s`);
export const formatBytes = measured((bytes) => `${formatNumber(bytes / 1e6)} MB`);
export const formatPercent = (share: number) => `${Math.round(share * 100)}%`;

/** How many times as much the first number is; a dash where one was not measured. */
export function ratio(one: number, other: number): string {
  if (one < 0 || other < 0 || (one === 0 && other === 0)) {
    return '–';
  }
  return other === 0 ? '∞' : `${formatNumber(one / other)} ×`;
}

/** A Markdown table; all columns but the first are numbers. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

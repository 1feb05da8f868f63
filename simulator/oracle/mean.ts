/** The mean, or null for no values. */
export function mean(values: number[]): number | null {
  return values.length > 0 ? total(values) / values.length : null;
}

export function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

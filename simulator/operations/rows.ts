import type { Ids } from './parameters';

/** The metrics of one object of a response. */
export type Metrics = Record<string, number>;

/** What has an id and an index, such as a skill. */
interface Item {
  id: string;
  index: number;
}

/** The indexes that ids select; undefined for all. */
export function selectIndexes(items: Item[], ids: Ids | undefined): Set<number> | undefined {
  if (ids === undefined || ids === 'all') {
    return undefined;
  }
  return new Set(items.filter(({ id }) => ids.includes(id)).map(({ index }) => index));
}

/** Reports whether a selection, of which undefined is all, has an index. */
export function isSelected(selection: Set<number> | undefined, index: number): boolean {
  return selection === undefined || selection.has(index);
}

/** Groups events by an index, and computes an object with a value for each, by id. Without events there is no row. */
export function byId<T>(
  items: Item[],
  events: T[],
  key: (event: T) => number,
  value: (events: T[]) => unknown
): Record<string, unknown> {
  const rows = new Map<number, T[]>();
  for (const event of events) {
    const row = rows.get(key(event));
    if (row) {
      row.push(event);
    } else {
      rows.set(key(event), [event]);
    }
  }
  return Object.fromEntries([...rows].map(([index, row]) => [items[index]!.id, value(row)]));
}

/** Metrics as a response has them: without counts of 0 if the simulator omits these. */
export function present(metrics: Metrics, omitZero: boolean): Metrics {
  return omitZero ? Object.fromEntries(Object.entries(metrics).filter(([, value]) => value !== 0)) : metrics;
}

/** The mean, or another value without any. */
export function meanOr(otherwise: number, values: number[]): number {
  return values.length > 0 ? sum(values) / values.length : otherwise;
}

export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

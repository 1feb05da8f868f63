import type { Cell, Client } from './cells';
import type { Benchmark } from './goBenchmarks';
import type { Lasting } from './lasting';
import type { Measured, Taken } from './measure';

/** Everything that a run measured, and where. */
export interface Results {
  measured: Measured[];
  lasting: Lasting;
  benchmarks: Benchmark[];
  machine: { processor: string; cores: number; system: string; go: string; node: string };
}

/** The cells that are like this. */
export function where(measured: Measured[], like: Partial<Cell>): Measured[] {
  const wanted = Object.entries(like);
  return measured.filter(({ cell }) => wanted.every(([name, value]) => same(cell[name as keyof Cell], value)));
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Both clients of the first cell that is like this and has both; undefined where there is none. */
export function both(measured: Measured[], like: Partial<Cell>): Record<Client, Taken> | undefined {
  for (const { taken } of where(measured, like)) {
    if (taken.ours && taken.panelwise) {
      return { ours: taken.ours, panelwise: taken.panelwise };
    }
  }
  return undefined;
}

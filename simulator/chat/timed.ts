import { sortBy, sortedIndexBy } from 'lodash';

import type { Window } from '../operations/windows';

/** Events in order of their time, so that those of many windows are found fast. */
export class Timed<T extends { at: number }> {
  private readonly events: T[];

  constructor(events: T[]) {
    this.events = sortBy(events, ({ at }) => at);
  }

  /** The events of a window. */
  within({ from, to }: Window): T[] {
    const first = (at: number) => sortedIndexBy<{ at: number }>(this.events, { at }, (event) => event.at);
    return this.events.slice(first(from), first(to));
  }
}

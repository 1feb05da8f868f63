/** What comes next: a binary heap of times, each with the number of whom it concerns. */
export class Agenda {
  private readonly times: number[] = [];
  private readonly whom: number[] = [];

  /** The earliest time, or Infinity when nothing is planned. */
  get earliest(): number {
    return this.times[0] ?? Infinity;
  }

  add(time: number, who: number): void {
    let at = this.times.length;
    this.times.push(time);
    this.whom.push(who);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.times[above]! <= time) {
        break;
      }
      this.move(above, at);
      at = above;
    }
    this.put(at, time, who);
  }

  /** Takes the earliest entry off and tells whom it concerns; there must be one. */
  take(): number {
    const first = this.whom[0]!;
    const time = this.times.pop()!;
    const who = this.whom.pop()!;
    if (this.times.length > 0) {
      this.sink(time, who);
    }
    return first;
  }

  private sink(time: number, who: number): void {
    const size = this.times.length;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below + 1 < size && this.times[below + 1]! < this.times[below]!) {
        below++;
      }
      if (below >= size || this.times[below]! >= time) {
        break;
      }
      this.move(below, at);
      at = below;
    }
    this.put(at, time, who);
  }

  private move(from: number, to: number): void {
    this.put(to, this.times[from]!, this.whom[from]!);
  }

  private put(at: number, time: number, who: number): void {
    this.times[at] = time;
    this.whom[at] = who;
  }
}

/** A binary heap of times, each with the number of its target. */
export class Scheduler {
  private readonly times: number[] = [];
  private readonly targets: number[] = [];

  schedule(time: number, target: number): void {
    let at = this.times.length;
    this.times.push(time);
    this.targets.push(target);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.times[above]! <= time) {
        break;
      }
      this.move(above, at);
      at = above;
    }
    this.put(at, time, target);
  }

  /** Removes entries, the earliest first, up to and including a time, and runs each. That may schedule more of them. */
  runUntil(to: number, run: (target: number, at: number) => void): void {
    for (let at = this.times[0]; at !== undefined && at <= to; at = this.times[0]) {
      run(this.takeNext(), at);
    }
  }

  /** Removes the earliest entry and returns its target; there must be one. */
  private takeNext(): number {
    const first = this.targets[0]!;
    const time = this.times.pop()!;
    const target = this.targets.pop()!;
    if (this.times.length > 0) {
      this.siftDown(time, target);
    }
    return first;
  }

  private siftDown(time: number, target: number): void {
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
    this.put(at, time, target);
  }

  private move(from: number, to: number): void {
    this.put(to, this.times[from]!, this.targets[from]!);
  }

  private put(at: number, time: number, target: number): void {
    this.times[at] = time;
    this.targets[at] = target;
  }
}

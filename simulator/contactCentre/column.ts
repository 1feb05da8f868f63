type Cells = Float64Array | Int32Array | Uint8Array;

/**
 * A column of numbers that grows at its end: millions of rows without an object each.
 * It has few cell types on purpose: code with more than a few types is several times slower (megamorphic access).
 */
export class Column<T extends Cells> {
  private cells: T;
  length = 0;

  constructor(private readonly make: new (length: number) => T) {
    this.cells = new make(1024);
  }

  push(value: number): void {
    if (this.length === this.cells.length) {
      const wider = new this.make(this.length * 2);
      wider.set(this.cells);
      this.cells = wider;
    }
    this.cells[this.length++] = value;
  }

  /** The value of a row, which must exist. */
  at(row: number): number {
    return this.cells[row]!;
  }

  /** The values of the rows from one up to but not including another, without a copy; good until the next push. */
  part(first: number, end: number): T {
    return this.cells.subarray(first, end) as T;
  }

  /** Writes a row, which must exist. */
  set(row: number, value: number): void {
    this.cells[row] = value;
  }

  /** For a column in rising order: the first row whose value is not below this one. */
  firstFrom(value: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.cells[middle]! < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

import { type Counts, one, sum } from './counts';

/** A line of `go test -json`, see `go doc test2json`. */
interface Event {
  Action: string;
  Package?: string;
  Test?: string;
  Output?: string;
}

const ends: Record<string, keyof Counts> = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/** Reads the output of `go test -json`: counts tests and subtests, and shows packages and what failed. */
export class GoTests {
  private readonly outputs = new Map<string, string>();
  private readonly packagesWithFailures = new Set<string>();
  private counted: Counts[] = [];

  /** `show` takes text for the terminal. */
  constructor(private readonly show: (text: string) => void) {}

  /** What was counted until now. */
  get counts(): Counts {
    return sum(this.counted);
  }

  /** Takes one line of output. What is not JSON is shown as it is. */
  read(line: string): void {
    const event = parsed(line);
    if (!event) {
      this.show(`${line}\n`);
    } else if (event.Action === 'output' || event.Action === 'build-output') {
      this.keep(event);
    } else {
      this.end(event);
    }
  }

  private keep({ Action, Package = '', Test, Output = '' }: Event): void {
    if (Action === 'build-output' || (!Test && /^(ok|FAIL|---|\?|panic)/.test(Output))) {
      this.show(Output);
    } else {
      const key = `${Package} ${Test}`;
      this.outputs.set(key, (this.outputs.get(key) ?? '') + Output);
    }
  }

  private end({ Action, Package = '', Test }: Event): void {
    const end = ends[Action];
    if (!end) {
      return;
    }
    const key = `${Package} ${Test}`;
    if (Test) {
      this.counted.push(one(end));
    } else if (end === 'failed' && !this.packagesWithFailures.has(Package)) {
      // It did not build, or ended outside a test.
      this.counted.push(one('failed'));
    }
    if (end === 'failed') {
      this.packagesWithFailures.add(Package);
      this.show(this.outputs.get(key) ?? '');
    }
    this.outputs.delete(key);
  }
}

function parsed(line: string): Event | undefined {
  try {
    return JSON.parse(line) as Event;
  } catch {
    return undefined;
  }
}

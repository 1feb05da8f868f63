export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A clock. Times are epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** The clock of the contact centre: it starts at a given time, and runs with the wall clock or is frozen. */
export class SimulatedClock implements Clock {
  private readonly wallAtStart: number;
  private offsetMs = 0;

  constructor(
    private readonly start: number,
    readonly frozen: boolean,
    private readonly wall: Clock
  ) {
    this.wallAtStart = wall.now();
  }

  now(): number {
    return this.frozen ? this.start + this.offsetMs : this.clientsNow();
  }

  /** The time by the clocks of clients, which go on while this one is frozen. */
  clientsNow(): number {
    return this.start + this.offsetMs + this.wall.now() - this.wallAtStart;
  }

  /** Advances the clock by a number of milliseconds. */
  advance(milliseconds: number): void {
    this.offsetMs += milliseconds;
  }
}

/** A time of day and a day of week in the account's time zone. */
export class LocalTime {
  private readonly offsets = new Map<number, number>();
  private readonly format: Intl.DateTimeFormat;

  /** @param timeZone an IANA name; an unknown one throws a RangeError. */
  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  }

  /** Milliseconds to add to an epoch time to read it as local time. */
  offset(at: number): number {
    const hour = Math.floor(at / HOUR);
    const known = this.offsets.get(hour);
    if (known !== undefined) {
      return known;
    }
    const name = this.format.formatToParts(hour * HOUR).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? ['', '+', '0', '0'];
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
    this.offsets.set(hour, offset);
    return offset;
  }

  /** The hour of day, 0 to just under 24. */
  hour(at: number): number {
    const local = at + this.offset(at);
    return (local - Math.floor(local / DAY) * DAY) / HOUR;
  }

  /** The number of the local day since 1970-01-01. */
  day(at: number): number {
    return Math.floor((at + this.offset(at)) / DAY);
  }

  /** The start of a local day in epoch ms. */
  dayStart(day: number): number {
    return day * DAY - this.offset(day * DAY);
  }
}

/** Reports whether a local day is a Saturday or a Sunday. 1970-01-01 was a Thursday. */
export function isWeekend(day: number): boolean {
  return (day + 3) % 7 >= 5;
}

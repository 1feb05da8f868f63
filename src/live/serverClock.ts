import {
  defer,
  distinctUntilChanged,
  EMPTY,
  fromEvent,
  map,
  type Observable,
  repeat,
  startWith,
  switchMap,
  timer,
} from 'rxjs';

/** How many messages of the server are remembered. */
const remembered = 10;

/**
 * The clock of the plugin in the server, as a browser knows it. Each message tells the time at which it was made and
 * arrives a little later; the one that took least time is the closest.
 */
export class ServerClock {
  /** The server's time less the browser's, in ms, of the last messages. */
  private offsets: number[] = [];

  /** Takes the time of a message, in ms since 1970, that has just arrived. */
  observe(sentAt: number): void {
    // Not Date.now(): a clock that is set while the page is open would make all cells jump.
    this.offsets = [...this.offsets.slice(1 - remembered), sentAt - performance.now()];
  }

  /** In ms since 1970; no number before the first message. */
  now(): number {
    return this.offsets.length > 0 ? performance.now() + Math.max(...this.offsets) : NaN;
  }

  /** The second in which the server is, in ms since 1970. */
  second(): number {
    return Math.floor(this.now() / 1000) * 1000;
  }
}

/** The seconds of a clock, each as it begins, and the current one at once. */
function everySecond(clock: ServerClock): Observable<number> {
  // A timer may come a little early; the second is then the same, and the next timer is a short one.
  const untilNext = () => timer(Math.ceil(clock.second() + 1000 - clock.now()));
  return defer(untilNext).pipe(
    repeat(),
    startWith(undefined),
    map(() => clock.second()),
    distinctUntilChanged()
  );
}

/** The seconds of a clock while the page is visible. */
export function visibleSeconds(clock: ServerClock): Observable<number> {
  return fromEvent(document, 'visibilitychange').pipe(
    startWith(undefined),
    switchMap(() => (document.hidden ? EMPTY : everySecond(clock)))
  );
}

import { hashedFraction } from '../contactCentre/random';
import { byIntervals } from '../operations/intervals';
import { readInterval, readTimeframe, readVersion, type Parameters } from '../operations/parameters';
import { bucketedIntervals, bucketedWindow, type Window } from '../operations/windows';
import type { Simulator } from '../simulator';
import type { ChatFloor } from './floor';

/** A request to a method of the API: its parameters, and the floor as of now. */
export interface ChatRequest {
  simulator: Simulator;
  floor: ChatFloor;
  parameters: Parameters;
}

/** Values of a window; `isNow` for the one that ends now, which has what holds now. */
type Count = (window: Window, isNow: boolean) => object;

/** Reads the version. Without one the response has the older wrapper, see `wrap`. */
export function readChatVersion(parameters: Parameters, supported: readonly string[] = ['1']): string | undefined {
  return parameters.v === undefined ? undefined : readVersion(parameters, supported);
}

/** The body of a response: without a version in the wrapper of the older API. */
export function wrap({ v }: Parameters, body: object): object {
  return v === undefined ? { meta: { responseCode: 200 }, body } : body;
}

/** The values of the time frame and, if these were asked for, of its intervals, which are in no order. */
export function byTime({ simulator, floor, parameters }: ChatRequest, count: Count): object {
  readChatVersion(parameters);
  const timeframe = readTimeframe(parameters);
  const interval = readInterval(parameters, timeframe);
  const whole = count(bucketedWindow(floor.now, timeframe), true);
  if (interval === undefined) {
    return whole;
  }
  const shuffled = bucketedIntervals(floor.now, timeframe, interval)
    .map((part) => ({ part, place: hashedFraction(part.timestamp / 1000, 92) }))
    .sort((a, b) => a.place - b.place)
    .map(({ part }) => part);
  const intervals = byIntervals(simulator, 'always', shuffled, (part) => count(part, false));
  return { metricsByIntervals: intervals, ...whole };
}

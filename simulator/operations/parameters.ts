import type { SimulatedClock } from '../contactCentre/time';
import { badRequest, parseBody } from '../kmm/fields';
import type { Window } from './windows';

/** The parameters of a request: all are texts, in a query as in a body. */
export type Parameters = Record<string, string>;

/** Ids that rows are asked for: `all`, or those of a list; unknown ones select nothing. */
export type Ids = 'all' | string[];

const MAX_TIMEFRAME = 1440;
const MIN_INTERVAL = 5;

/** Reads a query. Throws an `HttpError` with status 400, as all readers here do. */
export function readQuery(query: Record<string, unknown>, known: readonly string[]): Parameters {
  return readTexts(query, known, 'the query');
}

/** Reads a query and a JSON body, whose values must be strings too. */
export function readQueryAndBody(query: Record<string, unknown>, text: unknown, known: readonly string[]): Parameters {
  return { ...readQuery(query, known), ...readTexts(parseBody(text), known, 'the body') };
}

function readTexts(values: Record<string, unknown>, known: readonly string[], where: string): Parameters {
  for (const [name, value] of Object.entries(values)) {
    if (!known.includes(name)) {
      throw badRequest(`Unknown parameter ${name} in ${where}.`);
    }
    if (typeof value !== 'string') {
      throw badRequest(`${name} in ${where} must be one string.`);
    }
  }
  return values as Parameters;
}

/** Reads the version of the method, which is required. */
export function readVersion({ v }: Parameters, supported: readonly string[]): string {
  if (v === undefined) {
    throw badRequest('v is required.');
  }
  if (!supported.includes(v)) {
    throw badRequest(`v must be ${supported.join(' or ')}, not "${v}".`);
  }
  return v;
}

/** Reads the timeframe in minutes. */
export function readTimeframe({ timeframe }: Parameters): number {
  if (timeframe === undefined) {
    throw badRequest('timeframe is required.');
  }
  return readWhole('timeframe', timeframe, 1, MAX_TIMEFRAME);
}

/** Reads the interval in minutes, which must divide the length of the window in minutes; undefined without one. */
export function readInterval({ interval }: Parameters, length: number): number | undefined {
  if (interval === undefined) {
    return undefined;
  }
  const minutes = readWhole('interval', interval, MIN_INTERVAL, MAX_TIMEFRAME);
  if (minutes > length || length % minutes !== 0) {
    throw badRequest(`interval must divide the time frame of ${length} minutes, which ${minutes} does not.`);
  }
  return minutes;
}

/**
 * Reads `fromMillis` and `toMillis`: from at most some hours ago, to not after now. A client cannot know of a frozen clock:
 * up to its own time, now is meant.
 */
export function readMillis(parameters: Parameters, clock: SimulatedClock, maxHours: number): Window {
  const now = clock.now();
  const read = (name: string) => {
    const text = parameters[name];
    if (text === undefined) {
      throw badRequest(`${name} is required with v=2.`);
    }
    return readWhole(name, text, 0, Number.MAX_SAFE_INTEGER);
  };
  const [from, to] = [read('fromMillis'), read('toMillis')];
  if (from < now - maxHours * 3_600_000) {
    throw badRequest(`fromMillis must not be more than ${maxHours} hours ago.`);
  }
  if (to > clock.clientsNow() || from >= to) {
    throw badRequest('toMillis must be after fromMillis and not in the future.');
  }
  return { from, to: Math.min(to, now) };
}

/** Rejects parameters that another version of the method has. */
export function rejectWith(version: string, parameters: Parameters, names: string[]): void {
  const wrong = names.find((name) => parameters[name] !== undefined);
  if (wrong !== undefined) {
    throw badRequest(`${wrong} is not a parameter of v=${version}.`);
  }
}

/** Reads comma-separated ids or `all`; undefined without the parameter. */
export function readIds(parameters: Parameters, name: string): Ids | undefined {
  const text = parameters[name];
  if (text === undefined || text === 'all') {
    return text;
  }
  const ids = text.split(',');
  const wrong = ids.find((id) => !/^-?\d+$/.test(id));
  if (wrong !== undefined) {
    throw badRequest(`${name}: "${wrong}" is not an id.`);
  }
  return ids;
}

/** Reads comma-separated words of a list, or `all`; undefined without the parameter. */
export function readWords(parameters: Parameters, name: string, known: readonly string[]): string[] | undefined {
  const text = parameters[name];
  const words = text === 'all' ? [...known] : text?.split(',');
  const wrong = words?.find((word) => !known.includes(word));
  if (wrong !== undefined) {
    throw badRequest(`${name}: "${wrong}" is not one of ${known.join(', ')}, all.`);
  }
  return words;
}

/** Reads `true` or `false`. */
export function readFlag(parameters: Parameters, name: string, otherwise: boolean): boolean {
  const text = parameters[name] ?? String(otherwise);
  if (text !== 'true' && text !== 'false') {
    throw badRequest(`${name} must be true or false, not "${text}".`);
  }
  return text === 'true';
}

/** Reads a whole number within bounds. */
export function readWhole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw badRequest(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}

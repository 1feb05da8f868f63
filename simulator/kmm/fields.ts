import type { UserType } from '../contactCentre/account';
import { DAY, MINUTE } from '../contactCentre/time';
import { HttpError } from '../httpError';

export type Json = Record<string, unknown>;

/** The retention of a method. */
export interface Retention {
  ms: number;
  /** As text for an error message. */
  text: string;
}

/** The error of an invalid request. */
export function badRequest(message: string): HttpError {
  return new HttpError(400, message);
}

/** Reads a JSON object. Throws an `HttpError` with status 400, as all readers here do. */
export function parseBody(text: unknown): Json {
  if (typeof text !== 'string' || text.trim() === '') {
    throw badRequest('A JSON body is required.');
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON.');
  }
  return readObject(body, 'the body');
}

export function readObject(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest(`${what} is required and must be an object.`);
  }
  return value as Json;
}

export function rejectUnknown(value: Json, known: string[], what: string): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw badRequest(`Unknown field ${unknown} in ${what}.`);
  }
}

/** Reads a window: `from` is rounded down to the minute, `to` is rounded up and excluded. */
export function readTime(value: unknown, now: number, retention: Retention): { from: number; to: number } {
  const { from, to } = readObject(value, 'filters.time');
  if (!Number.isInteger(from) || !Number.isInteger(to)) {
    throw badRequest('filters.time.from and filters.time.to are required and must be whole epoch milliseconds.');
  }
  const [first, last] = [from as number, to as number];
  if (first > last) {
    throw badRequest('filters.time.from must not be after filters.time.to.');
  }
  const window = { from: Math.floor(first / MINUTE) * MINUTE, to: Math.ceil(last / MINUTE) * MINUTE };
  if (window.to - window.from > DAY) {
    throw badRequest('The time range, rounded to minutes, must not be longer than 24 hours.');
  }
  if (window.from < Math.floor((now - retention.ms) / MINUTE) * MINUTE) {
    throw badRequest(`filters.time.from must not be more than ${retention.text} ago.`);
  }
  return window;
}

/** Reads a list of ids; an empty list means no filter. */
export function readIds(filters: Json, name: string): string[] | undefined {
  const ids = strings(filters[name], `filters.${name}`);
  const wrong = ids?.find((id) => !/^-?\d+$/.test(id));
  if (wrong !== undefined) {
    throw badRequest(`filters.${name}: "${wrong}" is not an id.`);
  }
  return ids && ids.length > 0 ? ids : undefined;
}

/** Reads a list of user types. No agent of the simulator is of type SYSTEM. */
export function readUserTypes(value: unknown, known = ['HUMAN', 'BOT']): UserType[] | undefined {
  return readWords(value, 'filters.userTypes', known) as UserType[] | undefined;
}

/** Reads a list of known words; an empty list means no filter. */
export function readWords(value: unknown, name: string, known: readonly string[]): string[] | undefined {
  const words = strings(value, name);
  const wrong = words?.find((word) => !known.includes(word));
  if (wrong !== undefined) {
    throw badRequest(`${name}: "${wrong}" is not one of ${known.join(', ')}.`);
  }
  return words && words.length > 0 ? words : undefined;
}

/** Reads a list of metrics by name. */
export function readMetrics<T>(value: unknown, name: string, find: (wanted: string) => T | undefined): T[] {
  return (strings(value, name) ?? []).map((wanted) => {
    const metric = find(wanted);
    if (!metric) {
      throw badRequest(`${name}: "${wanted}" is not a metric of this list.`);
    }
    return metric;
  });
}

function strings(value: unknown, name: string): string[] | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) {
    throw badRequest(`${name} must be an array of strings.`);
  }
  return value as string[];
}

import { MINUTE } from '../contactCentre/time';
import { badRequest, type Json } from '../kmm/fields';

/** A range; both ends belong to it. */
export interface Range {
  from: number;
  to: number;
}

const GRAIN = 10 * MINUTE;
const MAX_MONTHS = 3;

/** Reads a range of numbers, whose ends may be absent. Throws an `HttpError` with status 400, as all readers here do. */
export function readRange(body: Json, name: string): Range | undefined {
  const ends = readEnds(body, name);
  return ends && { from: ends.from ?? -Infinity, to: ends.to ?? Infinity };
}

/** Reads a range of epoch ms, both ends given, at most three months long; it is extended to full ten minutes. */
export function readTimes(body: Json, name: string, now: number): Range | undefined {
  const ends = readEnds(body, name);
  if (!ends) {
    return undefined;
  }
  const { from } = ends;
  const to = ends.to === -1 ? now : ends.to;
  if (from === undefined || to === undefined || !Number.isInteger(from) || !Number.isInteger(to)) {
    throw badRequest(`${name}.from and ${name}.to are required and must be whole epoch milliseconds.`);
  }
  if (to > later(from, MAX_MONTHS)) {
    throw badRequest(`${name} must not be longer than ${MAX_MONTHS} months.`);
  }
  return { from: Math.floor(from / GRAIN) * GRAIN, to: Math.ceil(to / GRAIN) * GRAIN };
}

/** Reads the start of a range that has no end; it is rounded down to full ten minutes. */
export function readSince(body: Json, name: string): number | undefined {
  const ends = readEnds(body, name);
  if (!ends) {
    return undefined;
  }
  if (ends.from === undefined || ends.to !== undefined) {
    throw badRequest(`${name} must have from, and nothing else.`);
  }
  return Math.floor(ends.from / GRAIN) * GRAIN;
}

/** Reads a list of ids, texts or numbers; an empty list is no filter. */
export function readIdSet(body: Json, name: string): Set<string> | undefined {
  const ids = readList(body, name)?.map(String);
  const wrong = ids?.find((id) => !/^-?\d+$/.test(id));
  if (wrong !== undefined) {
    throw badRequest(`${name}: "${wrong}" is not an id.`);
  }
  return ids && ids.length > 0 ? new Set(ids) : undefined;
}

/** Reads a list of words, all of them known if there is a list of known ones; an empty list is no filter. */
export function readWordSet(body: Json, name: string, known?: readonly string[]): Set<string> | undefined {
  const words = readList(body, name);
  const wrong = words?.find((word) => typeof word !== 'string' || (known && !known.includes(word)));
  if (wrong !== undefined) {
    throw badRequest(`${name}: "${String(wrong)}" is not ${known ? `one of ${known.join(', ')}` : 'a text'}.`);
  }
  return words && words.length > 0 ? new Set(words as string[]) : undefined;
}

/** Reports whether a value is in a range; one that does not exist is in none. */
export function isWithin(value: number | undefined, range: Range | undefined): boolean {
  return !range || (value !== undefined && value >= range.from && value <= range.to);
}

function readEnds(body: Json, name: string): Partial<Range> | undefined {
  const value = body[name];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest(`${name} must be an object with from and to.`);
  }
  for (const [end, number] of Object.entries(value)) {
    if ((end !== 'from' && end !== 'to') || typeof number !== 'number') {
      throw badRequest(`${name} may have from and to, which must be numbers.`);
    }
  }
  const { from, to } = value as Partial<Range>;
  if (from !== undefined && to !== undefined && to !== -1 && from > to) {
    throw badRequest(`${name}.from must not be above ${name}.to.`);
  }
  return { from, to };
}

function readList(body: Json, name: string): unknown[] | undefined {
  const value = body[name];
  if (value !== undefined && !Array.isArray(value)) {
    throw badRequest(`${name} must be an array.`);
  }
  return value;
}

function later(time: number, months: number): number {
  const date = new Date(time);
  return date.setUTCMonth(date.getUTCMonth() + months);
}

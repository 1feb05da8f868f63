import { isOneOf, services, type Service, type Services } from './calls';
import { HttpError } from './httpError';
import { encodings, type Oddities } from './oddities';

const bodies = ['html', 'cut', 'broken', 'empty'] as const;

/** A fault of calls. All given fields apply together. */
export interface Fault extends Oddities {
  /** The affected service, or `realtime` for those of the Operational Realtime API; absent means all. */
  service?: Services;
  /** The last part of the affected paths, such as `users` for one of the lists; absent means all. */
  path?: string;
  /** Status of an error response. */
  status?: number;
  /** Seconds, as a Retry-After header; with a status. */
  retryAfter?: number;
  /** Milliseconds before anything is sent. */
  delayMs?: number;
  /**
   * `html`: a page where JSON should be; `cut`: the JSON ends midway; `broken`: the connection does, after a part of
   * what Content-Length promised; `empty`: nothing.
   */
  body?: (typeof bodies)[number];
  /** Close the connection without a response. */
  reset?: boolean;
  /** The number of affected calls; absent means until the faults are cleared. */
  times?: number;
}

/** The active faults. The first matching one applies. */
export class Faults {
  private faults: Fault[] = [];

  /** Adds faults. Throws an `HttpError` with status 400 for an invalid one. */
  add(values: unknown): void {
    const list: unknown[] = Array.isArray(values) ? values : [values];
    this.faults.push(...list.map(readFault));
  }

  clear(): void {
    this.faults = [];
  }

  get active(): readonly Fault[] {
    return this.faults;
  }

  /** The fault of a call to a path, counting the call. */
  take(service: Service, path: string): Fault | undefined {
    const fault = this.faults.find(
      (candidate) =>
        (!candidate.service || isOneOf(candidate.service, service)) &&
        (candidate.path === undefined || path.endsWith(`/${candidate.path}`))
    );
    if (fault?.times !== undefined) {
      fault.times--;
      this.faults = this.faults.filter(({ times }) => times !== 0);
    }
    return fault;
  }
}

const validators: Record<keyof Fault, (value: unknown) => boolean> = {
  service: (value) => value === 'realtime' || services.some((service) => service === value),
  path: (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
  status: (value) => isWholeNumber(value) && value >= 200 && value <= 599,
  retryAfter: isWholeNumber,
  delayMs: isWholeNumber,
  body: (value) => bodies.some((body) => body === value),
  values: (value) => isRecord(value, (list) => isList(list, (text) => text === null || typeof text === 'string')),
  rename: (value) => isRecord(value, (text) => typeof text === 'string'),
  rows: (value) => isList(value, (text) => typeof text === 'string'),
  before: (value) => typeof value === 'string',
  after: (value) => typeof value === 'string',
  encoding: (value) => encodings.some((encoding) => encoding === value),
  reset: (value) => typeof value === 'boolean',
  times: (value) => isWholeNumber(value) && value > 0,
};

function readFault(fault: unknown): Fault {
  if (typeof fault !== 'object' || fault === null) {
    throw new HttpError(400, 'A fault must be an object.');
  }
  for (const [name, value] of Object.entries(fault)) {
    if (!(name in validators) || !validators[name as keyof Fault](value)) {
      throw new HttpError(400, `A fault cannot have ${name} = ${JSON.stringify(value)}.`);
    }
  }
  return { ...fault };
}

function isList(value: unknown, isElement: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isElement);
}

function isRecord(value: unknown, isValue: (value: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isValue);
}

function isWholeNumber(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

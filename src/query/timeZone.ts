import type { KmmQuery } from './model';

/** The IANA name of a dashboard's time zone, for which Grafana may use `browser` or `utc`. */
export function ianaTimeZone(timezone: string): string {
  switch (timezone) {
    case '':
    case 'browser':
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    case 'utc':
      return 'UTC';
    default:
      return timezone;
  }
}

/** Reports whether the values of a query depend on a time zone that it does not have. */
function needsTimeZone({ shape, window, timeZone }: KmmQuery): boolean {
  // A query written by hand can lack its window.
  return !timeZone && (shape === 'series' || (window?.kind === 'today' && !window.timeZone));
}

/** The query with the dashboard's time zone, if it needs one. */
export function withTimeZone(query: KmmQuery, timezone: string): KmmQuery {
  return needsTimeZone(query) ? { ...query, timeZone: ianaTimeZone(timezone) } : query;
}

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

/** The query with the dashboard's time zone, if its window is `today` without one. */
export function withTimeZone(query: KmmQuery, timezone: string): KmmQuery {
  const { window } = query;
  // A query written by hand can lack its window.
  if (window?.kind !== 'today' || window.timeZone) {
    return query;
  }
  return { ...query, window: { ...window, timeZone: ianaTimeZone(timezone) } };
}

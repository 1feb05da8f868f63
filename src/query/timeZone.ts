import type { KmmQuery } from './model';

/** The IANA name of a dashboard's time zone, which Grafana may call `browser` or `utc`. */
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

/** The query as it is sent: where it says `today` without a time zone, the dashboard's is meant. */
export function withTimeZone(query: KmmQuery, timezone: string): KmmQuery {
  const { window } = query;
  // A query written by hand may lack its window.
  if (window?.kind !== 'today' || window.timeZone) {
    return query;
  }
  return { ...query, window: { ...window, timeZone: ianaTimeZone(timezone) } };
}

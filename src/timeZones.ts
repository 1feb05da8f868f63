import type { ComboboxOption } from '@grafana/ui';

/** The time zones to choose from, UTC first. Compute them on first render: there are hundreds. */
export function timeZoneOptions(): ComboboxOption[] {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return zones.map((zone) => ({ value: zone, label: zone }));
}

import { ConfigSection, SecureSocksProxyToggle } from '@grafana/plugin-ui';
import React from 'react';

import type { NumberSettingName } from './model';
import { NumberSetting, TextSetting, TimeZoneSetting, type ConnectionProps } from './settings';

/** The defaults of empty settings; the server has the same. */
const defaults = {
  timeout: 30,
  maxSeriesRequests: 400,
  requestsPerSecond: 40,
  requestsAtOnce: 16,
  freshFor: 30,
  staleFor: 900,
  staleForAlerts: 75,
  memory: 64,
} satisfies Partial<Record<NumberSettingName, number>>;

const numberSettings: Array<{ name: keyof typeof defaults; label: string; description: string }> = [
  { name: 'timeout', label: 'Timeout', description: 'Seconds to wait for a response from LivePerson.' },
  {
    name: 'maxSeriesRequests',
    label: 'Max requests per trend',
    description: 'A trend that needs more requests to LivePerson uses a longer interval and shows a notice.',
  },
  {
    name: 'requestsPerSecond',
    label: 'Max requests per second',
    description: 'Rate limit for each LivePerson service. A fifth is reserved for alert rules.',
  },
  {
    name: 'requestsAtOnce',
    label: 'Max concurrent requests',
    description: 'Limit for each LivePerson service, 2 or more. A quarter is reserved for alert rules.',
  },
  {
    name: 'freshFor',
    label: 'Max age of current values',
    description:
      'Seconds for which all panels share a current value. Values are refreshed at fixed intervals of this length.',
  },
  {
    name: 'staleFor',
    label: 'Max age of cached values during outages',
    description: 'In seconds. While LivePerson fails, panels show cached values up to this age, with a notice.',
  },
  {
    name: 'staleForAlerts',
    label: 'Max age of cached values for alert rules during outages',
    description:
      'In seconds. After that, alert rules return an error and the rule “LivePerson does not respond” fires.',
  },
  { name: 'memory', label: 'Cache size', description: 'Memory for cached responses, in MiB.' },
];

function isHttpUrl(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

function validateUrl(url: string | undefined): string | undefined {
  if (!url || isHttpUrl(url)) {
    return undefined;
  }
  return `"${url}" is not a valid URL. Include the scheme, for example http://localhost:3333, or leave it empty.`;
}

/** Optional settings with defaults. The section is open if one of them is set. */
export function AdvancedSection({ connection }: { connection: ConnectionProps }): React.JSX.Element {
  const { jsonData } = connection.options;
  const { upstreamUrl, timeZone } = jsonData;
  const hasCustomValue =
    Boolean(upstreamUrl ?? timeZone) || numberSettings.some(({ name }) => jsonData[name] !== undefined);
  return (
    <ConfigSection
      title="Advanced"
      description="Base URL, time zone, timeout, rate limits and caching. The defaults suit most accounts."
      isCollapsible
      isInitiallyOpen={hasCustomValue}
    >
      <TextSetting
        connection={connection}
        name="upstreamUrl"
        label="Base URL override"
        description="For a simulator or gateway. If empty, the hosts come from LivePerson's Domain API."
        placeholder="https://gateway.example.com"
        error={validateUrl(upstreamUrl)}
      />
      <TimeZoneSetting
        connection={connection}
        name="timeZone"
        label="Time zone"
        description="Determines when a day starts in alert rules and public dashboards, which have no time zone of their own."
        placeholder="UTC"
      />
      {numberSettings.map(({ name, label, description }) => (
        <NumberSetting
          key={name}
          connection={connection}
          name={name}
          label={label}
          description={`${description} Default: ${defaults[name]}.`}
          placeholder={String(defaults[name])}
        />
      ))}
      <SecureSocksProxyToggle
        dataSourceConfig={connection.options}
        onChange={connection.onOptionsChange}
        labelWidth={30}
      />
    </ConfigSection>
  );
}

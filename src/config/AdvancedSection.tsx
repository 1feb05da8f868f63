import { ConfigSection } from '@grafana/plugin-ui';
import React from 'react';

import type { NumberSettingName } from './model';
import { NumberSetting, TextSetting, type ConnectionProps } from './settings';

/** What counts where a setting is left empty; the server knows the same. */
const defaults: Record<NumberSettingName, number> = {
  timeout: 30,
  maxSeriesRequests: 400,
  requestsPerSecond: 40,
  requestsAtOnce: 16,
  freshFor: 30,
  staleFor: 900,
  staleForAlerts: 75,
  memory: 64,
};

const numberSettings: Array<{ name: NumberSettingName; label: string; description: string }> = [
  { name: 'timeout', label: 'Timeout in seconds', description: 'How long to wait for one answer of LivePerson.' },
  {
    name: 'maxSeriesRequests',
    label: 'Most requests for one trend',
    description:
      'A trend whose interval would cause more requests to LivePerson is shown with a longer interval, and says so.',
  },
  {
    name: 'requestsPerSecond',
    label: 'Requests a second',
    description: 'The most that are sent to one of LivePerson’s services. A fifth is kept for alert rules.',
  },
  {
    name: 'requestsAtOnce',
    label: 'Requests at once',
    description:
      'The most that are under way to one of LivePerson’s services, 2 or more. A quarter is kept for alert rules.',
  },
  {
    name: 'freshFor',
    label: 'Age of current values in seconds',
    description:
      'How long a value of this moment serves all panels before LivePerson is asked again: until the next of the times that are so far apart.',
  },
  {
    name: 'staleFor',
    label: 'Age of stand-ins in seconds',
    description: 'How old the last good answer may be that a panel shows, with its age, while LivePerson fails.',
  },
  {
    name: 'staleForAlerts',
    label: 'Age of stand-ins for alert rules in seconds',
    description: 'The same for alert rules. After that they get the error, and the health rule fires.',
  },
  { name: 'memory', label: 'Memory in MiB', description: 'How much room the kept answers may take.' },
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
  return `"${url}" is not an address. Write it with its scheme, such as http://localhost:3333, or leave it empty.`;
}

/** Settings with a default that hardly anybody needs to touch; open only where one of them is set. */
export function AdvancedSection({ connection }: { connection: ConnectionProps }): React.JSX.Element {
  const { jsonData } = connection.options;
  const { upstreamUrl } = jsonData;
  const hasCustomValue = Boolean(upstreamUrl) || numberSettings.some(({ name }) => jsonData[name] !== undefined);
  return (
    <ConfigSection
      title="Advanced"
      description="For a simulator, a gateway, a slow network, long trends, and what LivePerson allows."
      isCollapsible
      isInitiallyOpen={hasCustomValue}
    >
      <TextSetting
        connection={connection}
        name="upstreamUrl"
        label="One address for everything"
        description="For a simulator or gateway. Empty means the hosts that LivePerson's Domain API names for the account."
        placeholder="https://gateway.example.com"
        error={validateUrl(upstreamUrl)}
      />
      {numberSettings.map(({ name, label, description }) => (
        <NumberSetting
          key={name}
          connection={connection}
          name={name}
          label={label}
          description={`${description} Empty means ${defaults[name]}.`}
          placeholder={String(defaults[name])}
        />
      ))}
    </ConfigSection>
  );
}

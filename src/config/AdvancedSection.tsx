import { ConfigSection } from '@grafana/plugin-ui';
import React from 'react';

import { NumberSetting, TextSetting, type ConnectionProps } from './settings';

/** What counts where a setting is left empty; the server knows the same. */
const defaults = { timeout: 30, maxSeriesRequests: 400 };

function isHttp(address: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

function addressProblem(address: string | undefined): string | undefined {
  if (!address || isHttp(address)) {
    return undefined;
  }
  return `"${address}" is not an address. Write it with its scheme, such as http://localhost:3333, or leave it empty.`;
}

/** Settings with a default that hardly anybody needs to touch; open only where one of them is set. */
export function AdvancedSection({ connection }: { connection: ConnectionProps }): React.JSX.Element {
  const { upstreamUrl, timeout, maxSeriesRequests } = connection.options.jsonData;
  return (
    <ConfigSection
      title="Advanced"
      description="For a simulator, a gateway, a slow network or long trends."
      isCollapsible
      isInitiallyOpen={Boolean(upstreamUrl) || timeout !== undefined || maxSeriesRequests !== undefined}
    >
      <TextSetting
        connection={connection}
        name="upstreamUrl"
        label="One address for everything"
        description="For a simulator or gateway. Empty means the hosts that LivePerson's Domain API names for the account."
        placeholder="https://gateway.example.com"
        error={addressProblem(upstreamUrl)}
      />
      <NumberSetting
        connection={connection}
        name="timeout"
        label="Timeout in seconds"
        description={`How long to wait for one answer of LivePerson. Empty means ${defaults.timeout}.`}
        placeholder={String(defaults.timeout)}
      />
      <NumberSetting
        connection={connection}
        name="maxSeriesRequests"
        label="Most requests for one trend"
        description={`A trend whose interval would cause more requests to LivePerson is shown with a longer interval, and says so. Empty means ${defaults.maxSeriesRequests}.`}
        placeholder={String(defaults.maxSeriesRequests)}
      />
    </ConfigSection>
  );
}

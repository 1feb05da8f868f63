import { updateDatasourcePluginJsonDataOption } from '@grafana/data';
import { ConfigSection } from '@grafana/plugin-ui';
import { Field, Input } from '@grafana/ui';
import React from 'react';

import { TextSetting, type ConnectionProps } from './settings';

const defaultSeconds = 30;

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

function TimeoutSetting({ connection }: { connection: ConnectionProps }) {
  const id = React.useId();
  const { jsonData, readOnly } = connection.options;
  return (
    <Field
      label="Timeout in seconds"
      description={`How long to wait for one answer of LivePerson. Empty means ${defaultSeconds}.`}
    >
      <Input
        id={id}
        type="number"
        min={1}
        width={20}
        value={jsonData.timeout ?? ''}
        placeholder={String(defaultSeconds)}
        disabled={readOnly}
        onChange={({ currentTarget: { valueAsNumber } }) =>
          updateDatasourcePluginJsonDataOption(connection, 'timeout', valueAsNumber > 0 ? valueAsNumber : undefined)
        }
      />
    </Field>
  );
}

/** Settings with a default that hardly anybody needs to touch; open only where one of them is set. */
export function AdvancedSection({ connection }: { connection: ConnectionProps }) {
  const { upstreamUrl, timeout } = connection.options.jsonData;
  return (
    <ConfigSection
      title="Advanced"
      description="For a simulator, a gateway or a slow network."
      isCollapsible
      isInitiallyOpen={Boolean(upstreamUrl) || timeout !== undefined}
    >
      <TextSetting
        connection={connection}
        name="upstreamUrl"
        label="One address for everything"
        description="For a simulator or gateway. Empty means the hosts that LivePerson's Domain API names for the account."
        placeholder="https://gateway.example.com"
        error={addressProblem(upstreamUrl)}
      />
      <TimeoutSetting connection={connection} />
    </ConfigSection>
  );
}

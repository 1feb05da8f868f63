import { ConfigSection, DataSourceDescription } from '@grafana/plugin-ui';
import { config } from '@grafana/runtime';
import { Divider } from '@grafana/ui';
import React from 'react';

import plugin from '../plugin.json';
import { AdvancedSection } from './AdvancedSection';
import { AuthSection } from './AuthSection';
import { ChatSection } from './ChatSection';
import { LevelsSection } from './LevelsSection';
import { LiveSessionsSection } from './LiveSessionsSection';
import { SampleSection } from './SampleSection';
import { TextSetting, type ConnectionProps } from './settings';

/** The page of the plugin's README, which explains how to connect. */
const documentationUrl = () => `${config.appSubUrl}/plugins/${plugin.id}`;

/** The settings of a data source: account, authentication, levels, live sessions, samples, chat and advanced options. */
export function ConfigEditor(connection: ConnectionProps) {
  const { options, onOptionsChange } = connection;

  // Saves the authentication method that the editor preselects for a new data source.
  React.useEffect(() => {
    if (!options.jsonData.auth && !options.readOnly) {
      onOptionsChange({ ...options, jsonData: { ...options.jsonData, auth: 'oauth2' } });
    }
  }, [options, onOptionsChange]);

  return (
    <>
      <DataSourceDescription dataSourceName="LivePerson KMM" docsLink={documentationUrl()} hasRequiredFields />
      <Divider spacing={4} />
      <ConfigSection title="Account">
        <TextSetting
          connection={connection}
          name="accountId"
          label="Account ID"
          description="Your LivePerson account number, also called site ID. In Conversational Cloud, it is in the URL after /a/."
          placeholder="12345678"
          required
        />
      </ConfigSection>
      <Divider spacing={4} />
      <AuthSection connection={connection} />
      <Divider spacing={4} />
      <LevelsSection connection={connection} />
      <Divider spacing={4} />
      <LiveSessionsSection connection={connection} />
      <Divider spacing={4} />
      <SampleSection connection={connection} />
      <Divider spacing={4} />
      <ChatSection connection={connection} />
      <Divider spacing={4} />
      <AdvancedSection connection={connection} />
    </>
  );
}

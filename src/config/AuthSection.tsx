import { updateDatasourcePluginJsonDataOption } from '@grafana/data';
import { ConfigSection, ConfigSubSection } from '@grafana/plugin-ui';
import { Combobox, Field, type ComboboxOption } from '@grafana/ui';
import React from 'react';

import type { AuthMethod } from './model';
import { SecretSetting, TextSetting, type ConnectionProps } from './settings';

interface AuthFieldsProps {
  connection: ConnectionProps;
}

const methods: Array<ComboboxOption<AuthMethod>> = [
  {
    value: 'oauth2',
    label: 'OAuth 2 client credentials (recommended)',
    description: 'A dedicated application, installed in your account. Not tied to a user.',
  },
  {
    value: 'login',
    label: 'User login',
    description: 'A dedicated monitoring user, with user name and password.',
  },
  {
    value: 'appKey',
    label: 'OAuth 1.0 app keys (being retired by LivePerson)',
    description: 'Four values from the API management page. For accounts that already have them.',
  },
];

function OAuth2Fields({ connection }: AuthFieldsProps) {
  return (
    <ConfigSubSection
      title="OAuth 2 client credentials"
      description="In LivePerson's Management Console, under Application Install, install an application with the grant type client_credentials and the scope messaging.key.metrics.read.external."
    >
      <TextSetting
        connection={connection}
        name="clientId"
        label="Client ID"
        description="Shown with the installed application."
        required
      />
      <SecretSetting
        connection={connection}
        name="clientSecret"
        label="Client secret"
        description="Shown with the installed application. Stored encrypted by Grafana."
        required
      />
    </ConfigSubSection>
  );
}

function LoginFields({ connection }: AuthFieldsProps) {
  return (
    <ConfigSubSection
      title="User login"
      description="Create a dedicated monitoring user: a new login ends all other sessions of the same user. Single sign-on users are not supported."
    >
      <TextSetting
        connection={connection}
        name="username"
        label="User name"
        description="The login name of the monitoring user, often an e-mail address."
        required
      />
      <SecretSetting
        connection={connection}
        name="password"
        label="Password"
        description="Stored encrypted by Grafana. The data source stops working when the password expires."
        required
      />
    </ConfigSubSection>
  );
}

function AppKeyFields({ connection }: AuthFieldsProps) {
  return (
    <ConfigSubSection
      title="OAuth 1.0 app keys"
      description="LivePerson is retiring app keys: it no longer issues new ones, and its end date for existing ones is 31 May 2026. The key needs the privilege Data, Key Messaging Metrics."
    >
      <TextSetting
        connection={connection}
        name="appKey"
        label="App key"
        description="The first of the four values on LivePerson's API management page."
        required
      />
      <SecretSetting
        connection={connection}
        name="appSecret"
        label="App secret"
        description="The secret of the app key."
        required
      />
      <SecretSetting
        connection={connection}
        name="accessToken"
        label="Access token"
        description="The access token of the same key."
        required
      />
      <SecretSetting
        connection={connection}
        name="accessTokenSecret"
        label="Access token secret"
        description="The secret of the access token."
        required
      />
    </ConfigSubSection>
  );
}

const fieldsByMethod: Record<AuthMethod, (props: AuthFieldsProps) => React.JSX.Element> = {
  oauth2: OAuth2Fields,
  login: LoginFields,
  appKey: AppKeyFields,
};

/** The authentication method and its credentials: one of three methods, each with its own fields. */
export function AuthSection({ connection }: AuthFieldsProps) {
  const id = React.useId();
  const { jsonData, readOnly } = connection.options;
  // A misspelt method in a provisioning file must not break the page on which it can be corrected.
  const method = jsonData.auth && jsonData.auth in fieldsByMethod ? jsonData.auth : 'oauth2';
  const Fields = fieldsByMethod[method];
  return (
    <ConfigSection title="Authentication">
      <Field label="Authentication method" htmlFor={id}>
        <Combobox
          id={id}
          options={methods}
          value={method}
          onChange={({ value }) => updateDatasourcePluginJsonDataOption(connection, 'auth', value)}
          disabled={readOnly}
          width={50}
        />
      </Field>
      <Fields connection={connection} />
    </ConfigSection>
  );
}

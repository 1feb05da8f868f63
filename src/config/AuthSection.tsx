import { updateDatasourcePluginJsonDataOption } from '@grafana/data';
import { Auth, ConfigSubSection, convertLegacyAuthProps } from '@grafana/plugin-ui';
import { Alert } from '@grafana/ui';
import React from 'react';

import type { AuthMethod } from './model';
import { SecretSetting, TextSetting, type ConnectionProps } from './settings';

interface AuthFieldsProps {
  connection: ConnectionProps;
}

function OAuth2Fields({ connection }: AuthFieldsProps) {
  return (
    <ConfigSubSection
      title="OAuth 2.0 client credentials"
      description="In LivePerson's Management Console, under Application Install, install an application with the grant type client_credentials and the scope messaging.key.metrics.read.external. KPIs of the Messaging Operations, Messaging Interactions and Operational Realtime APIs need scopes that LivePerson does not document: ask LivePerson for them. Save & test says which APIs respond."
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
      description="Create a dedicated monitoring user for each Grafana server: a new login ends all other sessions of the same user. Single sign-on users are not supported."
    >
      <TextSetting
        connection={connection}
        name="username"
        label="Username"
        description="The login name of the monitoring user, often an email address."
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
      description="LivePerson retired app keys on May 31, 2026 and no longer issues them. Use OAuth 2.0 if you can. A key that still works needs the Key Messaging Metrics privilege under Data, and Messaging Interactions for KPIs from conversation samples. Save & test says which APIs respond."
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

interface Method {
  label: string;
  description: string;
  Fields: (props: AuthFieldsProps) => React.JSX.Element;
}

const methods: Record<AuthMethod, Method> = {
  oauth2: {
    label: 'OAuth 2.0 client credentials (recommended)',
    description: 'A dedicated application, installed in your account. Not tied to a user.',
    Fields: OAuth2Fields,
  },
  login: {
    label: 'User login',
    description: 'A dedicated monitoring user, with username and password.',
    Fields: LoginFields,
  },
  appKey: {
    label: 'OAuth 1.0 app keys (retired by LivePerson)',
    description: 'Four values from the API management page. For accounts that already have them.',
    Fields: AppKeyFields,
  },
};

// What Grafana's component asks of the names of methods that are not its own.
const prefix = 'custom-';

function customMethods(connection: ConnectionProps) {
  return Object.entries(methods).map(([name, { label, description, Fields }]) => ({
    id: `${prefix}${name}` as const,
    label,
    description,
    component: <Fields connection={connection} />,
  }));
}

/** The headers that the data source sets itself; the server has the same. */
const ownHeaders = ['authorization', 'cookie', 'content-type', 'accept', 'accept-encoding'];

/**
 * The authentication method and its credentials: one of three methods, each with its own fields. TLS and further headers
 * are Grafana's own settings.
 */
export function AuthSection({ connection }: AuthFieldsProps) {
  const { options, onOptionsChange } = connection;
  const { auth } = options.jsonData;
  // A misspelt method in a provisioning file must not break the page on which it can be corrected.
  const method = auth && auth in methods ? auth : 'oauth2';
  const { TLS, customHeaders } = convertLegacyAuthProps({ config: options, onChange: onOptionsChange });
  const unused = customHeaders?.headers.find(({ name }) => ownHeaders.includes(name.trim().toLowerCase()));
  const custom = customMethods(connection);
  return (
    <>
      <Auth
        selectedMethod={`${prefix}${method}`}
        visibleMethods={custom.map(({ id }) => id)}
        customMethods={custom}
        onAuthMethodSelect={(id) =>
          updateDatasourcePluginJsonDataOption(connection, 'auth', id.slice(prefix.length) as AuthMethod)
        }
        TLS={TLS}
        customHeaders={customHeaders}
        readOnly={options.readOnly}
      />
      {unused && (
        <Alert
          severity="warning"
          title={`The header ${unused.name} is not sent, because the data source sets it itself. Remove it.`}
        />
      )}
    </>
  );
}

import {
  onUpdateDatasourceSecureJsonDataOption,
  updateDatasourcePluginJsonDataOption,
  updateDatasourcePluginResetOption,
  type DataSourcePluginOptionsEditorProps,
} from '@grafana/data';
import { Combobox, Field, Input, SecretInput, Switch } from '@grafana/ui';
import React from 'react';

import { timeZoneOptions } from '../timeZones';
import type { KmmOptions, KmmSecrets, NumberSettingName } from './model';

/** The props of every section of the settings page. */
export type ConnectionProps = DataSourcePluginOptionsEditorProps<KmmOptions, KmmSecrets>;

interface SettingProps<Name> {
  connection: ConnectionProps;
  name: Name;
  label: string;
  description: string;
  placeholder?: string;
  required?: boolean;
}

type TextSettingName =
  | 'accountId'
  | 'clientId'
  | 'username'
  | 'appKey'
  | 'upstreamUrl'
  | 'openedWithin'
  | 'conversationUrl';

interface TextSettingProps extends SettingProps<TextSettingName> {
  /** The validation error, as a sentence. */
  error?: string;
}

const width = 50;

/** A setting that is not secret. Surrounding spaces, as they come with copied text, are removed on blur. */
export function TextSetting({ connection, name, label, description, placeholder, required, error }: TextSettingProps) {
  const id = React.useId();
  const { jsonData, readOnly } = connection.options;
  const save = (text: string) => updateDatasourcePluginJsonDataOption(connection, name, text);
  return (
    <Field label={label} description={description} required={required} invalid={error !== undefined} error={error}>
      <Input
        id={id}
        width={width}
        value={jsonData[name] ?? ''}
        placeholder={placeholder}
        required={required}
        disabled={readOnly}
        onChange={(event) => save(event.currentTarget.value)}
        onBlur={({ currentTarget: { value } }) => value !== value.trim() && save(value.trim())}
      />
    </Field>
  );
}

/** A setting that is a whole number from 1; empty means its default. */
export function NumberSetting({
  connection,
  name,
  label,
  description,
  placeholder,
  error,
}: SettingProps<NumberSettingName> & { error?: string }) {
  const id = React.useId();
  const { jsonData, readOnly } = connection.options;
  return (
    <Field label={label} description={description} invalid={error !== undefined} error={error}>
      <Input
        id={id}
        type="number"
        min={1}
        step={1}
        width={20}
        value={jsonData[name] ?? ''}
        placeholder={placeholder}
        disabled={readOnly}
        onChange={({ currentTarget: { valueAsNumber } }) =>
          updateDatasourcePluginJsonDataOption(
            connection,
            name,
            valueAsNumber >= 1 ? Math.floor(valueAsNumber) : undefined
          )
        }
      />
    </Field>
  );
}

/** A setting that is off by default. */
export function SwitchSetting({
  connection,
  name,
  label,
  description,
}: SettingProps<'consumerNames' | 'historyOfNow'>) {
  const id = React.useId();
  const { jsonData, readOnly } = connection.options;
  return (
    <Field label={label} description={description}>
      <Switch
        id={id}
        value={jsonData[name] === true}
        disabled={readOnly}
        onChange={({ currentTarget }) =>
          updateDatasourcePluginJsonDataOption(connection, name, currentTarget.checked || undefined)
        }
      />
    </Field>
  );
}

/** A setting that is a time zone; empty means none. */
export function TimeZoneSetting({ connection, name, label, description, placeholder }: SettingProps<'timeZone'>) {
  const id = React.useId();
  const zones = React.useMemo(() => timeZoneOptions(), []);
  const { jsonData, readOnly } = connection.options;
  return (
    <Field label={label} description={description} htmlFor={id}>
      <Combobox
        id={id}
        width={width}
        options={zones}
        value={jsonData[name] ?? null}
        placeholder={placeholder}
        isClearable
        disabled={readOnly}
        onChange={(option) => updateDatasourcePluginJsonDataOption(connection, name, option?.value)}
      />
    </Field>
  );
}

/** A setting that Grafana encrypts: it can be set and reset, never read. */
export function SecretSetting({ connection, name, label, description, required }: SettingProps<keyof KmmSecrets>) {
  const id = React.useId();
  const { secureJsonFields, secureJsonData, readOnly } = connection.options;
  return (
    <Field label={label} description={description} required={required} htmlFor={id}>
      <SecretInput
        id={id}
        width={width}
        autoComplete="new-password"
        isConfigured={secureJsonFields?.[name] ?? false}
        value={secureJsonData?.[name] ?? ''}
        required={required}
        disabled={readOnly}
        onReset={() => updateDatasourcePluginResetOption(connection, name)}
        onChange={onUpdateDatasourceSecureJsonDataOption(connection, name)}
      />
    </Field>
  );
}

import type { DataSourceSettings } from '@grafana/data';
import { config } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import React from 'react';

import { openOptions, user, selectOption } from '../testing/user';
import { mockElementSizes } from '../testing/elementSizes';
import { ConfigEditor } from './ConfigEditor';
import type { KmmOptions, KmmSecrets } from './model';

type Settings = DataSourceSettings<KmmOptions, KmmSecrets>;

function makeSettings(jsonData: Partial<KmmOptions>, part: Partial<Settings> = {}): Settings {
  return { jsonData, secureJsonFields: {}, readOnly: false, ...part } as Settings;
}

/** Renders the editor with state, as Grafana's settings page does. */
function renderConfigEditor(initial: Settings) {
  const saved = { settings: initial };
  function Page() {
    const [options, setOptions] = React.useState(initial);
    const onOptionsChange = (changed: Settings) => {
      saved.settings = changed;
      setOptions(changed);
    };
    return <ConfigEditor options={options} onOptionsChange={onOptionsChange} />;
  }
  render(<Page />);
  return saved;
}

async function selectMethod(name: RegExp) {
  await selectOption(await openOptions('Authentication method'), name);
}

beforeEach(mockElementSizes);

test('links to the documentation of the plugin', () => {
  jest.replaceProperty(config, 'appSubUrl', '/grafana');
  renderConfigEditor(makeSettings({ auth: 'oauth2' }));
  const link = screen.getByRole('link', { name: 'view the documentation' });
  expect(link).toHaveAttribute('href', '/grafana/plugins/kmm-liveperson-datasource');
  jest.restoreAllMocks();
});

test('a new data source uses OAuth 2 and saves its secret in secureJsonData', async () => {
  const saved = renderConfigEditor(makeSettings({}));
  await user.type(screen.getByLabelText(/^Account ID/), ' 12345678 ');
  await user.type(screen.getByLabelText(/^Client ID/), 'grafana');
  await user.type(screen.getByLabelText(/^Client secret/), 'hush');
  expect(saved.settings.jsonData).toEqual({ auth: 'oauth2', accountId: '12345678', clientId: 'grafana' });
  expect(saved.settings.secureJsonData).toEqual({ clientSecret: 'hush' });
});

test('each method has its own fields', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2' }));
  expect(screen.getByText(/messaging\.key\.metrics\.read\.external/)).toBeInTheDocument();

  await selectMethod(/^User login/);
  expect(saved.settings.jsonData.auth).toBe('login');
  expect(screen.getByText(/ends all other sessions of the same user/)).toBeInTheDocument();
  expect(screen.getByLabelText(/^Username/)).toBeRequired();
  expect(screen.getByLabelText(/^Password/)).toHaveAttribute('type', 'password');
  expect(screen.queryByLabelText(/^Client ID/)).not.toBeInTheDocument();

  await selectMethod(/retired by LivePerson/);
  expect(saved.settings.jsonData.auth).toBe('appKey');
  await user.type(screen.getByLabelText(/^App secret/), 'a');
  await user.type(screen.getByLabelText(/^Access token \*/), 'b');
  await user.type(screen.getByLabelText(/^Access token secret/), 'c');
  expect(saved.settings.secureJsonData).toEqual({ appSecret: 'a', accessToken: 'b', accessTokenSecret: 'c' });
});

test('the settings of samples are saved, and what is not valid is said', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2', sampleSize: 5, openedWithin: '20d' }));
  expect(screen.getByText(/"5" is not a valid sample size/)).toBeInTheDocument();
  expect(screen.getByText(/"20d" is not a valid time/)).toBeInTheDocument();
  const size = screen.getByLabelText(/^Sample size/);
  await user.clear(size);
  await user.type(size, '500');
  await user.clear(screen.getByLabelText(/^Opened within/));
  await user.type(screen.getByLabelText(/^Opened within/), '2h ');
  await user.type(screen.getByLabelText(/^Service level threshold/), '60');
  expect(screen.queryByText(/is not a valid/)).not.toBeInTheDocument();
  expect(saved.settings.jsonData).toEqual({
    auth: 'oauth2',
    sampleSize: 500,
    openedWithin: '2h',
    serviceLevelSeconds: 60,
  });
});

test('the threshold of the service level of chats is saved, and what is not valid is said', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2', chatServiceLevelSeconds: 32 }));
  expect(screen.getByText(/"32" is not a valid number of seconds\. Enter a multiple of 5/)).toBeInTheDocument();
  const seconds = screen.getByLabelText(/^Chat service level threshold/);
  await user.clear(seconds);
  await user.type(seconds, '60');
  expect(screen.queryByText(/is not a valid/)).not.toBeInTheDocument();
  expect(saved.settings.jsonData).toEqual({ auth: 'oauth2', chatServiceLevelSeconds: 60 });
});

test('the settings of live sessions are saved, and absent while they are the defaults', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2' }));
  expect(screen.queryByLabelText(/^Consumer names/)).not.toBeInTheDocument();
  await user.click(screen.getByLabelText('Expand section Live sessions'));
  await user.click(screen.getByLabelText(/^Consumer names/));
  expect(screen.getByText(/about 1,440 requests to LivePerson a day/)).toBeInTheDocument();
  await user.click(screen.getByLabelText(/^History of current values/));
  await user.type(screen.getByLabelText(/^Max open conversations/), '1000');
  await user.click(screen.getByLabelText(/^Conversation URL/));
  await user.paste('https://lp.example.com/a/{account}/c/{conversation} ');
  await user.tab();
  expect(screen.queryByText(/is not a valid|is too large|has no \{/)).not.toBeInTheDocument();
  expect(saved.settings.jsonData).toEqual({
    auth: 'oauth2',
    consumerNames: true,
    conversationUrl: 'https://lp.example.com/a/{account}/c/{conversation}',
    maxConversations: 1000,
    historyOfNow: true,
  });
  await user.click(screen.getByLabelText(/^Consumer names/));
  expect(saved.settings.jsonData.consumerNames).toBeUndefined();
});

test.each([
  [{ consumerNames: false, historyOfNow: true }, /^History of current values/],
  [{ openedWithin: '', serviceLevelSeconds: 60 }, /^Service level threshold/],
])('a section is open if any of its settings is set: %j', (jsonData, label) => {
  renderConfigEditor(makeSettings({ auth: 'oauth2', ...jsonData }));
  expect(screen.getByLabelText(label)).toBeInTheDocument();
});

test.each([
  [{ conversationUrl: 'lp.example.com/{conversation}' }, /is not a valid URL\. Start with https/],
  [{ conversationUrl: 'javascript:alert(1)//{conversation}' }, /is not a valid URL/],
  [{ conversationUrl: 'https://lp.example.com/{account}' }, /has no \{conversation\}/],
  [{ maxConversations: 2001 }, /"2001" is too large/],
])('the setting of live sessions %j has an error', (part, says) => {
  renderConfigEditor(makeSettings({ auth: 'oauth2', ...part }));
  expect(screen.getByText(says)).toBeInTheDocument();
});

test('a configured secret is never shown, and can be reset', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2' }, { secureJsonFields: { clientSecret: true } }));
  const secret = screen.getByLabelText(/^Client secret/);
  expect(secret).toBeDisabled();
  expect(secret).toHaveValue('configured');
  await user.click(screen.getByText('Reset'));
  expect(saved.settings.secureJsonFields.clientSecret).toBe(false);
  expect(screen.getByLabelText(/^Client secret/)).toBeEnabled();
  expect(screen.getByLabelText(/^Client secret/)).toHaveValue('');
});

test('a secret is masked while it is typed', async () => {
  renderConfigEditor(makeSettings({ auth: 'oauth2' }));
  await user.type(screen.getByLabelText(/^Client secret/), 'hush');
  expect(screen.getByLabelText(/^Client secret/)).toHaveAttribute('type', 'password');
  expect(screen.queryByText('hush')).not.toBeInTheDocument();
});

test('the advanced section is collapsed unless one of its settings is set', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2' }));
  expect(screen.queryByLabelText(/^Timeout/)).not.toBeInTheDocument();
  await user.click(screen.getByLabelText('Expand section Advanced'));
  await user.type(screen.getByLabelText(/^Timeout/), '45');
  expect(saved.settings.jsonData.timeout).toBe(45);
  await user.clear(screen.getByLabelText(/^Timeout/));
  expect(saved.settings.jsonData.timeout).toBeUndefined();
});

test('the maximum requests per trend are a whole number, and expand the advanced section', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2', maxSeriesRequests: 100 }));
  const requests = screen.getByLabelText(/^Max requests per trend/);
  expect(requests).toHaveValue(100);
  await user.clear(requests);
  expect(saved.settings.jsonData.maxSeriesRequests).toBeUndefined();
  await user.type(requests, '250');
  expect(saved.settings.jsonData.maxSeriesRequests).toBe(250);
});

test('an invalid base URL shows an error', async () => {
  renderConfigEditor(makeSettings({ auth: 'oauth2', upstreamUrl: 'localhost:3333' }));
  expect(screen.getByText(/"localhost:3333" is not a valid URL/)).toBeInTheDocument();
  await user.clear(screen.getByLabelText(/^Base URL override/));
  await user.type(screen.getByLabelText(/^Base URL override/), 'http://localhost:3333');
  expect(screen.queryByText(/is not a valid URL/)).not.toBeInTheDocument();
});

test('a provisioned data source is read-only', () => {
  const provisioned = makeSettings({ accountId: '1' }, { readOnly: true });
  const saved = renderConfigEditor(provisioned);
  expect(screen.getByLabelText(/^Account ID/)).toBeDisabled();
  expect(screen.getByLabelText('Authentication method')).toBeDisabled();
  expect(screen.getByLabelText(/^Client secret/)).toBeDisabled();
  expect(saved.settings).toBe(provisioned);
});

test('surrounding spaces are removed, inner spaces stay', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'login' }));
  const field = screen.getByLabelText(/username/i);
  await user.type(field, ' wall board ');
  await user.tab();
  expect(saved.settings.jsonData.username).toBe('wall board');
});

test('an unknown method shows the fields of the recommended one', () => {
  renderConfigEditor(makeSettings({ auth: 'magic' as 'oauth2' }));
  expect(screen.getByLabelText(/client id/i)).toBeInTheDocument();
});

test('a private CA and a client certificate are saved where Grafana reads them', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2' }));
  await user.click(screen.getByLabelText('Add self-signed certificate'));
  await user.type(screen.getByLabelText(/^CA Certificate/), 'ca');
  await user.click(screen.getByLabelText('TLS Client Authentication'));
  await user.type(screen.getByLabelText(/^Client Certificate/), 'certificate');
  await user.type(screen.getByLabelText(/^Client Key/), 'key');
  expect(saved.settings.jsonData).toMatchObject({ tlsAuthWithCACert: true, tlsAuth: true });
  expect(saved.settings.secureJsonData).toEqual({ tlsCACert: 'ca', tlsClientCert: 'certificate', tlsClientKey: 'key' });
});

test('a further header is saved as a secret, and one of the data source itself is warned about', async () => {
  const saved = renderConfigEditor(makeSettings({ auth: 'oauth2' }));
  await user.click(screen.getByLabelText('Expand section HTTP headers'));
  await user.click(screen.getByText('Add header'));
  await user.type(screen.getByLabelText('Header'), 'X-Gateway-Key');
  await user.type(screen.getByLabelText('Value'), 'hush');
  await user.tab();
  expect(saved.settings.jsonData).toMatchObject({ httpHeaderName1: 'X-Gateway-Key' });
  expect(saved.settings.secureJsonData).toEqual({ httpHeaderValue1: 'hush' });
  expect(screen.getByLabelText('Value')).toHaveAttribute('type', 'password');
  expect(screen.queryByText(/is not sent/)).not.toBeInTheDocument();
  await user.clear(screen.getByLabelText('Header'));
  await user.type(screen.getByLabelText('Header'), 'authorization');
  await user.tab();
  expect(screen.getByText(/The header authorization is not sent/)).toBeInTheDocument();
});

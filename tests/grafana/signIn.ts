import { expect, test } from '@playwright/test';

test('an administrator signs in', async ({ request }, { config }) => {
  const { GRAFANA_ADMIN_USER: user = 'admin', GRAFANA_ADMIN_PASSWORD: password = 'admin' } = process.env;
  const response = await request.post('/login', { data: { user, password } });
  expect(response.ok(), 'set GRAFANA_ADMIN_USER and GRAFANA_ADMIN_PASSWORD to an administrator').toBe(true);
  await request.storageState({ path: String(config.metadata.signedIn) });
});

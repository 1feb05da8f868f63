import { join } from 'node:path';

import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig } from '@playwright/test';

import { launchOptions } from '../../scripts/chromium';
import { lateMorningZone } from '../../scripts/lateMorning';
import { root } from '../../scripts/project';

const run = join(root, '.run');

// Anonymous users of a Grafana for tests are administrators too, but some features need a signed-in user.
const signedIn = join(run, 'grafana-tests-admin.json');

/** The tests in a real Grafana, whose address is GRAFANA_URL, with the browser of CHROMIUM_PATH. */
export default defineConfig<PluginOptions>({
  testDir: __dirname,
  outputDir: join(run, 'grafana-tests-failures'),
  reporter: [['list'], ['json', { outputFile: join(run, 'grafana-tests.json') }]],
  // Each has a browser, and Grafana, the plugin and the simulator need the processor, too.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // The machine may be small and busy: what takes a page a minute alone takes longer beside other work.
  timeout: 240_000,
  expect: { timeout: 40_000 },
  metadata: { signedIn },
  use: {
    baseURL: process.env.GRAFANA_URL,
    provisioningRootDir: join(root, 'provisioning'),
    viewport: { width: 1920, height: 1600 },
    timezoneId: lateMorningZone(),
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    actionTimeout: 40_000,
    launchOptions: launchOptions(),
  },
  projects: [
    { name: 'sign in', testMatch: 'signIn.ts' },
    { name: 'Grafana', testMatch: '*.test.ts', dependencies: ['sign in'], use: { storageState: signedIn } },
  ],
});

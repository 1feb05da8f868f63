import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

import { findChromium, launchOptions } from '../../scripts/chromium';
import { lateMorningZone } from '../../scripts/lateMorning';
import { root } from '../../scripts/project';
import { editablePreview, advancingPreview, ports, readOnlyPreview } from './servers';

const run = join(root, '.run');

function server(simulatorPort: number, previewPorts: number[], last: string, options: string) {
  const words = ['--import', 'tsx', 'tests/browser/serve.ts', simulatorPort, previewPorts.join(), options];
  return {
    command: `"${process.execPath}" ${words.join(' ')}`,
    cwd: root,
    url: `${last}/api/health`,
    timeout: 300_000,
    stdout: 'pipe' as const,
    // So that it can stop its child processes.
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 15_000 },
  };
}

/** The tests in a real browser: in the preview, with the browser of CHROMIUM_PATH or one that is installed. */
export default defineConfig({
  testDir: __dirname,
  testMatch: '*.test.ts',
  outputDir: join(run, 'browser-tests-failures'),
  reporter: [['list'], ['json', { outputFile: join(run, 'browser-tests.json') }]],
  // Each has a browser, and the simulator and the plugin need the processor, too.
  workers: 2,
  retries: 0,
  // The machine may be small and busy: a test at the keyboard, which asks the browser a hundred times, takes longer than
  // a minute beside other work.
  timeout: 240_000,
  // The machine can be slow.
  expect: { timeout: 20_000 },
  webServer: [
    // Enough agents for several pages of their table.
    server(ports.simulator, [ports.readOnlyPreview, ports.editablePreview], editablePreview, '--agents 120'),
    server(ports.movingSimulator, [ports.advancingPreview], advancingPreview, '--agents 30 --days 2'),
  ],
  use: {
    baseURL: readOnlyPreview,
    viewport: { width: 1920, height: 1600 },
    timezoneId: lateMorningZone(),
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    launchOptions: launchOptions(process.env.CHROMIUM_PATH ?? findChromium(process.env)),
  },
});

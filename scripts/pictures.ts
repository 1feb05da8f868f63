import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

import { runSimulator, simulatedAccount } from './account';
import { buildBackend, buildDashboards, buildFrontend, frontendIsStale, here } from './build';
import { chromiumOrInstall, launchOptions } from './chromium';
import { type Page, pages } from './dashboards';
import { usualPort } from './grafana';
import { buildPreview, runPreview } from './preview';
import { runAsProgram } from './program';
import { Problem, root } from './project';

const sizes = { '': { width: 1920, height: 1080 }, '-laptop': { width: 1440, height: 900 } };

/** Starts a simulator and a preview over it, and answers where it is. */
async function preview(): Promise<string> {
  buildDashboards();
  if (frontendIsStale()) {
    buildFrontend();
  }
  buildBackend(here);
  buildPreview();
  const simulator = await runSimulator(4010);
  const shown = await runPreview(usualPort, simulatedAccount(simulator.address));
  return shown.address;
}

async function picture(browser: Browser, address: string, { name, path: where }: Page): Promise<void> {
  for (const [suffix, viewport] of Object.entries(sizes)) {
    const page = await browser.newPage({ viewport });
    await page.goto(`${address}${where}`);
    await page.locator('[data-viz-panel-key]').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.waitForFunction(() => !document.querySelector('[aria-label="Panel loading bar"]'));
    const path = join(root, 'docs', 'img', `${name}${suffix}.png`);
    await page.screenshot({ path });
    console.log(path);
    await page.close();
  }
}

// Pictures of every dashboard of an account for the documentation: in the Grafana of GRAFANA_URL, else in the preview.
runAsProgram(async () => {
  const executablePath = chromiumOrInstall(process.env);
  if (!executablePath) {
    throw new Problem('There is no browser to take pictures with: install Chromium or set CHROMIUM_PATH.');
  }
  const address = process.env.GRAFANA_URL ?? (await preview());
  const browser = await chromium.launch(launchOptions(executablePath));
  for (const page of pages()) {
    await picture(browser, address, page);
  }
  await browser.close();
  console.log(
    'docs/img/health.png stays as it is: its dashboard needs a Grafana with a Prometheus that has watched the plugin for a while.'
  );
  return 0;
});

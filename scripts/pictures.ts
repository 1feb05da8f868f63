import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

import { simulatedAccount, startSimulator } from './account';
import { buildBackend, buildDashboards, buildFrontend, frontendIsStale, here } from './build';
import { chromiumOrInstall } from './chromium';
import { freePort, isListening } from './ports';
import { buildPreview, startPreview } from './preview';
import { runAsProgram } from './program';
import { accountDashboards, Problem, root } from './project';
import { isHealthy, waitUntil } from './ready';

const sizes = { '': { width: 1920, height: 1080 }, '-laptop': { width: 1440, height: 900 } };

interface Pictured {
  name: string;
  uid: string;
  /** Its time picker is hidden where a dashboard is meant for a screen of its own. */
  timepicker: { hidden?: boolean };
}

function dashboards(): Pictured[] {
  return accountDashboards().map((file) => {
    const dashboard = JSON.parse(readFileSync(file, 'utf8')) as Pictured;
    return { ...dashboard, name: basename(file, '.json') };
  });
}

/** Starts a simulator and a preview over it, and answers where it is. */
async function preview(): Promise<string> {
  buildDashboards();
  if (frontendIsStale()) {
    buildFrontend();
  }
  buildBackend(here);
  buildPreview();
  const simulatorPort = await freePort(4010);
  await waitUntil(startSimulator(simulatorPort), () => isListening(simulatorPort), 60);
  const port = await freePort(3000);
  const address = `http://127.0.0.1:${port}`;
  const shown = startPreview(port, simulatedAccount(`http://127.0.0.1:${simulatorPort}`));
  await waitUntil(shown, () => isHealthy(address), 30);
  return address;
}

async function picture(browser: Browser, address: string, { name, uid, timepicker }: Pictured): Promise<void> {
  for (const [suffix, viewport] of Object.entries(sizes)) {
    const page = await browser.newPage({ viewport });
    await page.goto(`${address}/d/${uid}${timepicker.hidden ? '?kiosk' : ''}`);
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
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  for (const dashboard of dashboards()) {
    await picture(browser, address, dashboard);
  }
  await browser.close();
  return 0;
});

import { join } from 'node:path';

import { type Browser, chromium } from 'playwright-core';

import { simulatedAccount } from './account';
import { buildPages, updateBackend } from './build';
import { findOrInstallChromium, launchOptions } from './chromium';
import { runCli } from './cli';
import { usualPort } from './grafana';
import { type Page, pages } from './pages';
import { buildPreview, startPreview } from './preview';
import { root, screenshots, UserError } from './project';
import { startSimulator } from './services';

/** The pictures of a dashboard by the ends of their names: on a wall, where Grafana has no menus, and on a laptop. */
const sizes = {
  '': { viewport: { width: 1920, height: 1080 }, search: '?kiosk' },
  '-laptop': { viewport: { width: 1440, height: 900 }, search: '' },
};

/** Starts a simulator and a preview over it, and resolves with its address. */
async function preview(): Promise<string> {
  await buildPages();
  await updateBackend();
  await buildPreview();
  const simulator = await startSimulator(4010);
  return (await startPreview(usualPort, simulatedAccount(simulator.address))).address;
}

async function takePicture(browser: Browser, address: string, { name, path }: Page): Promise<void> {
  for (const [suffix, { viewport, search }] of Object.entries(sizes)) {
    const page = await browser.newPage({ viewport });
    await page.goto(`${address}${path.includes('?') ? path : path + search}`);
    await page.locator('[data-viz-panel-key]').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.waitForFunction(() => !document.querySelector('[aria-label="Panel loading bar"]'));
    const file = `img/${name}${suffix}.png`;
    // What Grafana's catalogue shows of the plugin is built with it.
    const picture = join(root, screenshots().includes(file) ? 'src' : 'docs', file);
    await page.screenshot({ path: picture });
    console.log(picture);
    await page.close();
  }
}

// Pictures of every dashboard of an account for the documentation: in the Grafana of GRAFANA_URL, else in the preview.
runCli(async () => {
  const executablePath = await findOrInstallChromium(process.env);
  if (!executablePath) {
    throw new UserError('There is no browser to take pictures with: install Chromium or set CHROMIUM_PATH.');
  }
  const address = process.env.GRAFANA_URL ?? (await preview());
  const browser = await chromium.launch(launchOptions(executablePath));
  for (const page of pages()) {
    await takePicture(browser, address, page);
  }
  await browser.close();
  console.log('docs/img/health.png is unchanged: its dashboard needs Grafana with Prometheus.');
  return 0;
});

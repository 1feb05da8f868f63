import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { type Browser, chromium, type Page } from 'playwright-core';

import { findOrInstallChromium, launchOptions } from '../../scripts/chromium';
import { root, UserError } from '../../scripts/project';
import { post, type Source } from './source';

/** What a page took of the browser's main thread, as shares of the time, and the frames that it had. */
export interface Screen {
  task: number;
  script: number;
  layout: number;
  style: number;
  framesPerSecond: number;
  /** The longest time between two frames, in ms. */
  longestGap: number;
}

/** The number of rows of the table that is measured. */
export const shownRows = 200;

const dashboardUid = 'bench-sessions';

interface Panel {
  targets?: Array<{ rows?: string; limit?: number }>;
}

/** Saves the dashboard Live sessions with a table of 200 rows. */
export async function saveDashboard({ grafana, uid }: Source): Promise<void> {
  const file = join(root, 'src', 'dashboards', 'sessions.json');
  const text = readFileSync(file, 'utf8').replaceAll('${DS_LIVEPERSON}', uid);
  const saved = JSON.parse(text) as { panels: Panel[] };
  for (const target of saved.panels.flatMap(({ targets = [] }) => targets)) {
    if (target.rows === 'conversation') {
      target.limit = shownRows;
    }
  }
  const dashboard = { ...saved, uid: dashboardUid, id: null, title: dashboardUid };
  await post(grafana, '/api/dashboards/db', { dashboard, overwrite: true });
}

/** Lets a page find Grafana Live switched off, as where Grafana's settings allow no connections. */
function switchLiveOff(): void {
  let data: { settings: { liveEnabled: boolean } };
  Object.defineProperty(window, 'grafanaBootData', {
    get: () => data,
    set: (next: typeof data) => {
      next.settings.liveEnabled = false;
      data = next;
    },
  });
}

/** Counts the frames of a page for a time. */
function countFrames(ms: number): Promise<{ frames: number; longestGap: number }> {
  return new Promise((resolve) => {
    const began = performance.now();
    let [frames, last, longestGap] = [0, began, 0];
    const count = (now: number) => {
      frames += 1;
      longestGap = Math.max(longestGap, now - last);
      last = now;
      if (now - began < ms) {
        requestAnimationFrame(count);
      } else {
        resolve({ frames, longestGap });
      }
    };
    requestAnimationFrame(count);
  });
}

/** The times that Chromium has counted for a page so far, in seconds. */
async function readTimes(page: Page): Promise<() => Promise<Map<string, number>>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
}

const rowsOf = (page: Page) => page.locator('[role="row"]');

/** Throws where a table counts although Live is off, or does not although it is on: then something else is measured. */
async function checkCounting(page: Page, isLive: boolean): Promise<void> {
  const texts = new Set<string>();
  const looks = 6;
  for (let look = 0; look < looks; look++) {
    texts.add(await rowsOf(page).nth(1).innerText());
    await pause(1000);
  }
  // A refresh changes it once.
  const isCounting = texts.size > 2;
  if (isCounting !== isLive) {
    throw new UserError(
      `Grafana Live is ${isLive ? 'on' : 'off'}, but ${looks} looks at the first row showed ${[...texts].join(' / ')}.`
    );
  }
}

/** Measures the table of 200 rows, with Grafana Live or without, in a browser of its own. */
export async function measureScreen(
  browser: Browser,
  { grafana }: Source,
  isLive: boolean,
  ms: number
): Promise<Screen> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  try {
    // What tsx makes of our functions calls this, which is not in a page.
    await page.addInitScript('globalThis.__name = (named) => named');
    if (!isLive) {
      await page.addInitScript(switchLiveOff);
    }
    await page.goto(`${grafana}/d/${dashboardUid}?kiosk`);
    await rowsOf(page).nth(5).waitFor({ timeout: 60_000 });
    await pause(5000);
    await checkCounting(page, isLive);
    const read = await readTimes(page);
    const before = await read();
    const { frames, longestGap } = await page.evaluate(countFrames, ms);
    const after = await read();
    const seconds = (after.get('Timestamp') ?? NaN) - (before.get('Timestamp') ?? NaN);
    const share = (name: string) => ((after.get(name) ?? NaN) - (before.get(name) ?? NaN)) / seconds;
    return {
      task: share('TaskDuration'),
      script: share('ScriptDuration'),
      layout: share('LayoutDuration'),
      style: share('RecalcStyleDuration'),
      framesPerSecond: frames / seconds,
      longestGap,
    };
  } finally {
    await page.close();
  }
}

/** Starts the browser that measures. Throws a user error where there is none. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = await findOrInstallChromium(process.env);
  if (!executablePath) {
    throw new UserError('There is no browser to measure with: install Chromium or set CHROMIUM_PATH.');
  }
  return chromium.launch(launchOptions(executablePath));
}

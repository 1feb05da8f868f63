import type { Page } from '@playwright/test';

import { canHaveLevels, kpis } from '../../catalogue';
import type { LevelSetting } from '../../src/config/model';
import { type PanelJson, pluginDashboards } from '../dashboards';
import { expectAllData } from '../panelAssertions';
import type { QueryResponses } from '../queryResponses';
import { cutTexts, recordCanvasTexts } from './cutText';
import { expect, test } from './fixtures';
import { withOwnCentre } from './ownCentre';
import { findSimulator } from './simulator';

/** Screens that people have: width and height in pixels. */
const desktops = [
  { width: 1366, height: 768 },
  { width: 1600, height: 900 },
];
const wallScreen = { width: 1920, height: 1080 };
const phone = { width: 390, height: 844 };

/** High enough that Grafana, which loads panels in view only, loads all of them. */
const allInView = 7000;

const boxesOfTexts = (page: Page) =>
  page
    .locator('[data-viz-panel-key], [data-viz-panel-key] :is(span, canvas, text)')
    .evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())).join());

/** Waits until panels have taken the window's new size: they are laid out anew some frames later, and more than once. */
async function settle(page: Page): Promise<void> {
  let before = '';
  await expect
    .poll(
      async () => {
        const last = before;
        before = await boxesOfTexts(page);
        return before === last;
      },
      { intervals: [400, 400] }
    )
    .toBe(true);
}

async function expectReadable(page: Page, name: string, size: { width: number; height: number }): Promise<void> {
  await test.step(name, async () => {
    await page.setViewportSize({ width: size.width, height: allInView });
    await settle(page);
    const noneCut = { message: `${name}: no text is cut`, timeout: 5_000 };
    await expect
      .configure({ soft: true })
      .poll(() => cutTexts(page), noneCut)
      .toEqual([]);
    await page.setViewportSize(size);
    await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  });
}

interface Shown {
  page: Page;
  responses: QueryResponses;
  /** The dashboard's path, and variables of its URL. */
  path: string;
  panels: PanelJson[];
}

/** Opens a dashboard with all of its panels in view. */
async function open({ page, responses, path, panels }: Shown): Promise<void> {
  await recordCanvasTexts(page);
  await page.setViewportSize({ ...wallScreen, height: allInView });
  await page.goto(path);
  await expectAllData(page, panels, responses);
}

async function expectReadableOnScreens(page: Page): Promise<void> {
  await expectReadable(page, 'kiosk-1920', wallScreen);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Share', exact: true }).waitFor();
  for (const size of [...desktops, phone]) {
    await expectReadable(page, String(size.width), size);
  }
}

/** Levels that every value reaches. */
function reachedLevels(): LevelSetting[] {
  return kpis.filter(canHaveLevels).flatMap(({ id, better, rows: available }) => {
    const level = better === 'less' ? -1e6 : 1e9;
    return available.map((rows) => ({ kpi: id, rows, warning: level, critical: level }));
  });
}

for (const { uid, title, panels } of pluginDashboards()) {
  for (const theme of ['dark', 'light']) {
    test(`${title} is readable on every screen, ${theme}`, async ({ page, responses }) => {
      await open({ page, responses, panels, path: `/d/${uid}?theme=${theme}&kiosk` });
      await expectReadableOnScreens(page);
    });
  }

  test(`${title} is readable on every screen where all levels are reached`, async ({ page, request, responses }) => {
    test.skip(!(await findSimulator(request)), 'needs a Grafana that reaches simulators of this machine');
    const check = async (datasource: string) => {
      await open({ page, responses, panels, path: `/d/${uid}?theme=dark&kiosk&var-datasource=${datasource}` });
      await expect(page.getByText('▲').first()).toBeVisible();
      await expectReadableOnScreens(page);
    };
    await withOwnCentre(request, ({ uid: datasource }) => check(datasource), { settings: { levels: reachedLevels() } });
  });
}

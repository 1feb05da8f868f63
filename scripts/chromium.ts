import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

import { answerOf, runToEnd } from './children';
import { nodeTool, Problem } from './project';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];

/** Where browsers install themselves without being on the PATH. */
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A browser of Chromium's kind: that of `CHROMIUM_PATH`, else an installed one, else Playwright's, else undefined. */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  if (env.CHROMIUM_PATH) {
    if (!existsSync(env.CHROMIUM_PATH)) {
      throw new Problem(
        `CHROMIUM_PATH is ${env.CHROMIUM_PATH}, but there is no such file: set it to a browser or unset it.`
      );
    }
    return env.CHROMIUM_PATH;
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name + suffix)));
  return [...onPath, ...places, chromium.executablePath()].find(existsSync);
}

const installations = [
  () => runToEnd(nodeTool('playwright-core/cli.js', 'install', 'chromium'), 'Playwright could not install Chromium.'),
  () => {
    if (process.getuid?.() !== 0 || !answerOf('apt-get', '--version')) {
      throw new Problem('Chromium can be installed with apt-get by root only, on Debian and its kin.');
    }
    runToEnd({ program: 'apt-get', args: ['install', '-y', 'chromium'] }, 'apt-get could not install Chromium.');
  },
];

/** The browser, installed where there is none; undefined where that fails too, which was then said. */
export function chromiumOrInstall(env: NodeJS.ProcessEnv): string | undefined {
  for (const install of installations) {
    const found = findChromium(env);
    if (found) {
      return found;
    }
    console.log('There is no Chromium here: installing it …');
    try {
      install();
    } catch (error) {
      console.error(error instanceof Problem ? error.message : error);
    }
  }
  return findChromium(env);
}

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from 'playwright-core';

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

/**
 * Whether a file is a browser that starts. On Linux it need not: Ubuntu's chromium-browser only asks for a snap, and
 * Playwright's lacks libraries on a bare system. Elsewhere browsers bring all they need, and on Windows the question
 * for their version would open a window.
 */
const starts = (file: string) =>
  existsSync(file) && (process.platform !== 'linux' || Boolean(answerOf(file, '--version')));

/** A browser of Chromium's kind: that of `CHROMIUM_PATH`, else an installed one, else Playwright's, else undefined. */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  if (env.CHROMIUM_PATH) {
    if (!starts(env.CHROMIUM_PATH)) {
      const why = existsSync(env.CHROMIUM_PATH) ? 'this does not start' : 'there is no such file';
      throw new Problem(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, but ${why}: set it to a browser or unset it.`);
    }
    return env.CHROMIUM_PATH;
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name + suffix)));
  return [...onPath, ...places, chromium.executablePath()].find(starts);
}

const isRoot = () => process.getuid?.() === 0;

/** How Playwright's functions start a browser headless; without an argument that of `CHROMIUM_PATH`. */
export function launchOptions(executablePath = process.env.CHROMIUM_PATH): LaunchOptions {
  // Chromium's sandbox refuses root; and what Chromium asks the web by itself has no place in a test or a picture.
  return { executablePath, args: ['--disable-background-networking', ...(isRoot() ? ['--no-sandbox'] : [])] };
}

const hasApt = () => isRoot() && Boolean(answerOf('apt-get', '--version'));

const playwright = (...args: string[]) => nodeTool('playwright-core/cli.js', ...args);

/** Ways to come by a browser, each of which is tried where those before it were not enough. */
const installations = [
  () => runToEnd(playwright('install', '--no-shell', 'chromium'), 'Playwright could not install Chromium.'),
  () => {
    // Libraries may be all that it lacks.
    if (hasApt() && existsSync(chromium.executablePath())) {
      runToEnd(playwright('install-deps', 'chromium'), "Playwright could not install its Chromium's libraries.");
    }
  },
  () => {
    if (!hasApt()) {
      throw new Problem('Chromium can be installed with apt-get by root only, on Debian and its kin.');
    }
    // A fresh image knows no packages until it has asked for their list.
    runToEnd({ program: 'apt-get', args: ['update'] }, 'apt-get could not ask which packages there are.');
    runToEnd({ program: 'apt-get', args: ['install', '-y', 'chromium'] }, 'apt-get could not install Chromium.');
  },
];

/** The browser, installed where there is none; undefined where that fails too, which was then said. */
export function chromiumOrInstall(env: NodeJS.ProcessEnv): string | undefined {
  let found = findChromium(env);
  if (!found) {
    console.log('There is no Chromium here that starts: installing one …');
  }
  for (const install of installations) {
    if (found) {
      break;
    }
    try {
      install();
    } catch (error) {
      console.error(error instanceof Problem ? error.message : error);
    }
    found = findChromium(env);
  }
  return found;
}

import { existsSync } from 'node:fs';

import { chromium, type LaunchOptions } from 'playwright-core';

import { run, stdoutOf } from './processes';
import { type Command, nodeTool, executablesIn, UserError } from './project';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];

/**
 * Whether a file is a browser that starts. On Linux it may not: Ubuntu's chromium-browser only asks for a snap, and
 * Playwright's lacks libraries on a bare system. Windows would open a window to say the version.
 */
const starts = (file: string) =>
  existsSync(file) && (process.platform !== 'linux' || Boolean(stdoutOf(file, ['--version'])));

/** A Chromium, Chrome or Edge: that of `CHROMIUM_PATH`, else one on the PATH, else Playwright's, else undefined. */
export function findChromium({ CHROMIUM_PATH: wanted, PATH: path }: NodeJS.ProcessEnv): string | undefined {
  if (wanted && !starts(wanted)) {
    const why = existsSync(wanted) ? 'this does not start' : 'there is no such file';
    throw new UserError(`CHROMIUM_PATH is ${wanted}, but ${why}: set it to a browser or unset it.`);
  }
  return wanted || [...executablesIn(path, ...names), chromium.executablePath()].find(starts);
}

const isRoot = () => process.getuid?.() === 0;

/** How Playwright starts a browser headless; without an argument that of `CHROMIUM_PATH`. */
export function launchOptions(executablePath = process.env.CHROMIUM_PATH): LaunchOptions {
  // Chromium's sandbox refuses root; and what Chromium asks the web by itself has no place in a test or a picture.
  return { executablePath, args: ['--disable-background-networking', ...(isRoot() ? ['--no-sandbox'] : [])] };
}

const playwright = (...args: string[]) => nodeTool('playwright-core/cli.js', 'install', ...args, 'chromium');
const apt = (...args: string[]): Command => ({ program: 'apt-get', args });

/** Ways to install a browser, of which the next is tried where one was not enough. Only root may use apt. */
const installations = (): Command[][] =>
  isRoot() && stdoutOf('apt-get', ['--version'])
    ? [[apt('update'), apt('install', '-y', 'chromium')], [playwright('--with-deps', '--no-shell')]]
    : [[playwright('--no-shell')]];

/** The browser, installed where there is none; undefined where that fails too, which the output then says. */
export async function findOrInstallChromium(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const found = findChromium(env);
  if (found) {
    return found;
  }
  console.log('No working Chromium found: installing one …');
  for (const commands of installations()) {
    try {
      for (const command of commands) {
        await run(command, 'Chromium could not be installed.');
      }
    } catch (error) {
      console.error((error as Error).message);
    }
    const installed = findChromium(env);
    if (installed) {
      return installed;
    }
  }
  return undefined;
}

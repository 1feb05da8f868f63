import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findChromium, launchOptions } from './chromium';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chromium-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function browser(name: string, code = 'echo Chromium 1'): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${code}\n`);
  chmodSync(file, 0o755);
  return file;
}

const onPath = () => ({ PATH: folder });

it('takes the browser that is asked for rather than an installed one', () => {
  browser('chromium');
  const other = browser('other');
  expect(findChromium({ ...onPath(), CHROMIUM_PATH: other })).toBe(other);
});

it('finds what is on the PATH, under whatever name it was installed', () => {
  const chrome = browser(process.platform === 'win32' ? 'chrome.exe' : 'google-chrome');
  expect(findChromium(onPath())).toBe(chrome);
});

it('refuses a CHROMIUM_PATH that is not there, rather than take another browser', () => {
  browser('chromium');
  expect(() => findChromium({ ...onPath(), CHROMIUM_PATH: join(folder, 'gone') })).toThrow('there is no such file');
});

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('passes over what is called so but does not start', () => {
  browser('chromium-browser', 'echo Please install a snap; exit 1');
  const chrome = browser('google-chrome');
  expect(findChromium(onPath())).toBe(chrome);
});

onLinux('refuses a CHROMIUM_PATH that does not start', () => {
  const stub = browser('chromium', 'exit 1');
  expect(() => findChromium({ ...onPath(), CHROMIUM_PATH: stub })).toThrow('this does not start');
});

it('starts the browser of the environment unless told of another', () => {
  const env = jest.replaceProperty(process, 'env', { CHROMIUM_PATH: 'of the environment' });
  expect(launchOptions().executablePath).toBe('of the environment');
  expect(launchOptions('another').executablePath).toBe('another');
  env.restore();
});

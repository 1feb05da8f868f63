import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findChromium } from './chromium';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chromium-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function browser(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, '');
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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findChromium, launchOptions } from './chromium';
import { executable } from './project';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chromium-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function browser(name: string, code = 'echo Chromium 1'): string {
  const file = join(folder, executable(name));
  writeFileSync(file, `#!/bin/sh\n${code}\n`, { mode: 0o755 });
  return file;
}

it('is that of CHROMIUM_PATH rather than an installed one', () => {
  browser('chromium');
  const other = browser('other');
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: other })).toBe(other);
});

it('is refused where CHROMIUM_PATH names no file, rather than replaced by another', () => {
  browser('chromium');
  const env = { PATH: folder, CHROMIUM_PATH: join(folder, 'gone') };
  expect(() => findChromium(env)).toThrow('there is no such file');
});

// Elsewhere, browsers are not started to see whether they do.
const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('is the first on the PATH that starts', () => {
  const stub = browser('chromium-browser', 'echo Please install a snap; exit 1');
  const chrome = browser('google-chrome');
  expect(findChromium({ PATH: folder })).toBe(chrome);
  expect(() => findChromium({ CHROMIUM_PATH: stub })).toThrow('this does not start');
});

it('is started from the environment unless another is given', () => {
  const env = jest.replaceProperty(process, 'env', { CHROMIUM_PATH: 'of the environment' });
  expect(launchOptions().executablePath).toBe('of the environment');
  expect(launchOptions('another').executablePath).toBe('another');
  env.restore();
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runToEnd, start, stopAll } from './children';
import { Problem } from './project';
import { waitUntil } from './ready';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'children-'))));
afterEach(async () => {
  await stopAll();
  rmSync(folder, { recursive: true });
});

const node = (code: string) => ({ program: process.execPath, args: ['-e', code] });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Ended, but not yet collected by the system.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

it('ends a program together with what that one started', async () => {
  const log = join(folder, 'log');
  const grandchild = `const { pid } = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'])`;
  const child = start('The parent', node(`${grandchild}; console.log('pid', pid); setInterval(() => {}, 1e6)`), log);
  const pid = () => Number(/pid (\d+)/.exec(readFileSync(log, 'utf8'))?.[1]);
  await waitUntil(child, async () => pid() > 0, 20);
  expect(isAlive(pid())).toBe(true);
  await stopAll();
  await expect(child.ended).resolves.toContain('The parent ended (SIGTERM)');
  await expect(poll(() => !isAlive(pid()))).resolves.toBe(true);
});

async function poll(isTrue: () => boolean): Promise<boolean> {
  while (!isTrue()) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

it('does not wait for a program that has ended', async () => {
  const child = start('The program', node('process.exit(3)'), join(folder, 'log'));
  await expect(waitUntil(child, async () => false, 20)).rejects.toThrow('The program ended (exit code 3)');
});

it('says so where a program does not exist', async () => {
  const child = start('The program', { program: join(folder, 'nothing'), args: [] }, join(folder, 'log'));
  await expect(child.ended).resolves.toContain('The program could not be started');
});

it('turns a failed build into its sentence', () => {
  expect(() => runToEnd(node('process.exit(1)'), 'It could not be built.')).toThrow(
    new Problem('It could not be built.')
  );
});

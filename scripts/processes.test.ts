import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { runToEnd, start, stopAll } from './children';
import { Problem } from './project';
import { waitUntil } from './ready';

// A process of its own takes a busy machine seconds to start.
jest.setTimeout(30_000);

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

const posix = process.platform === 'win32' ? it.skip : it;

/** The arguments of Node for code that finds `children` in a variable, and a lasting program in another. */
function argsFor(code: string): string[] {
  const before = `const children = require(${JSON.stringify(join(__dirname, 'children.ts'))});
    const lasting = { program: process.execPath, args: ['-e', 'console.log(process.pid); setInterval(() => {}, 1e6)'] };
    const log = ${JSON.stringify(join(folder, 'log'))};`;
  return ['--require', 'tsx/cjs', '-e', before + code];
}

/** Runs such code in a process of its own to its end. */
function inProcess(code: string) {
  const env = { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) };
  return spawnSync(process.execPath, argsFor(code), { encoding: 'utf8', env, timeout: 30_000 });
}

posix('ends with the npm that started us, which hands a signal to its shell only', async () => {
  const program = JSON.stringify(join(__dirname, 'program.ts'));
  const args = argsFor(`children.start('The child', lasting, log);
    require(${program}).runAsProgram(() => new Promise(() => {}));`);
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const shell = spawn('sh', ['-c', '"$0" "$@"; true', process.execPath, ...args], { env, stdio: 'ignore' });
  const log = join(folder, 'log');
  await poll(() => existsSync(log) && readFileSync(log, 'utf8') !== '');
  const pid = Number(readFileSync(log, 'utf8'));
  expect(isAlive(pid)).toBe(true);
  shell.kill('SIGTERM');
  await expect(poll(() => !isAlive(pid))).resolves.toBe(true);
});

posix('leaves nothing behind where an error ends us that nobody caught', async () => {
  const { stderr } = inProcess(`children.start('The child', lasting, log);
    setInterval(() => {
      if (require('fs').readFileSync(log, 'utf8')) {
        throw new Error('Nobody catches this.');
      }
    }, 10);`);
  expect(stderr).toContain('Nobody catches this.');
  const pid = Number(readFileSync(join(folder, 'log'), 'utf8'));
  expect(pid).toBeGreaterThan(0);
  await expect(poll(() => !isAlive(pid))).resolves.toBe(true);
});

posix('ends programs on Windows with all that they started, as its signals cannot', () => {
  // There is a shell, but no taskkill, where these tests run.
  const taskkill = '#!/bin/sh\n[ "$1 $3 $4" = "/pid /T /F" ] && kill -KILL "$2"\n';
  writeFileSync(join(folder, 'taskkill'), taskkill, { mode: 0o755 });
  const { stdout } = inProcess(`Object.defineProperty(process, 'platform', { value: 'win32' });
    const child = children.start('The child', lasting, log);
    children.stopAll().then(() => child.ended).then(console.log);`);
  expect(stdout).toContain('The child ended (SIGKILL)');
});

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

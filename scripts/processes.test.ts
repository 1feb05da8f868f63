import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { run, start, stopAll } from './processes';
import { UserError } from './project';

let folder: string;
let log: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'processes-'));
  log = join(folder, 'log');
});
afterEach(async () => {
  await stopAll();
  rmSync(folder, { recursive: true });
});

const node = (code: string) => ({ program: process.execPath, args: ['-e', code] });
const saysItsPid = `console.log(process.pid); setInterval(() => {}, 1e6)`;

async function loggedPid(): Promise<number> {
  while (!existsSync(log) || !/\d+\n/.test(readFileSync(log, 'utf8'))) {
    await pause(10);
  }
  return Number(readFileSync(log, 'utf8'));
}

async function hasEnded(pid: number): Promise<true> {
  for (;;) {
    try {
      process.kill(pid, 0);
      // A process that has ended, but that the system has not collected yet, still takes signals.
      if (process.platform === 'linux' && /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) {
        return true;
      }
    } catch {
      return true;
    }
    await pause(10);
  }
}

it('stops a process together with its children', async () => {
  const child = JSON.stringify(['-e', saysItsPid]);
  const parent = `require('child_process').spawn(process.execPath, ${child}, { stdio: 'inherit' }); setInterval(() => {}, 1e6)`;
  const { ended } = start('The parent', node(parent), log);
  const pid = await loggedPid();
  await stopAll();
  await expect(ended).resolves.toContain('The parent ended (SIGTERM)');
  await expect(hasEnded(pid)).resolves.toBe(true);
});

// Windows has neither a shell called sh nor signals.
const posix = process.platform === 'win32' ? it.skip : it;

/** The arguments of Node for code that has started a process first. */
const startingFirst = (code: string) => [
  ...['--require', 'tsx/cjs', '-e'],
  `require(${JSON.stringify(join(__dirname, 'processes.ts'))}).start('The child', ${JSON.stringify(node(saysItsPid))}, ${JSON.stringify(log)}); ${code}`,
];

posix('ends with the npm that started us, which passes a signal to its shell only', async () => {
  const main = `require(${JSON.stringify(join(__dirname, 'cli.ts'))}).runCli(() => new Promise(() => {}))`;
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const shell = ['-c', '"$0" "$@"; true', process.execPath, ...startingFirst(main)];
  const npm = spawn('sh', shell, { env, stdio: 'ignore' });
  const pid = await loggedPid();
  npm.kill('SIGTERM');
  await expect(hasEnded(pid)).resolves.toBe(true);
});

posix('leaves no process behind after an error that nothing caught', async () => {
  const fails = `setTimeout(() => { throw new Error('Nothing catches this.') }, 1000)`;
  const { stderr } = spawnSync(process.execPath, startingFirst(fails), { encoding: 'utf8' });
  expect(stderr).toContain('Nothing catches this.');
  await expect(hasEnded(await loggedPid())).resolves.toBe(true);
});

it('says so where a program does not exist', async () => {
  const { ended } = start('The program', { program: join(folder, 'nothing'), args: [] }, log);
  await expect(ended).resolves.toContain('The program ended (could not be started: spawn');
});

it('turns a failed build into its sentence', async () => {
  await expect(run(node('process.exit(1)'), 'It could not be built.')).rejects.toThrow(UserError);
  await expect(run(node('process.exit(1)'), 'It could not be built.')).rejects.toThrow('It could not be built.');
});

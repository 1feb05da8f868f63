// The first thing that runs on a fresh machine, so plain JavaScript without dependencies: installs
// what is missing, then hands over, in this process, to the TypeScript of the command.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const commands = ['start', 'test'];

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function installed() {
  const record = join(root, 'node_modules', '.package-lock.json');
  return existsSync(record) && statSync(record).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function install() {
  console.log('Installing packages (npm ci) …');
  const { status } = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    stop('The packages could not be installed: npm ci failed. Its message above says why.');
  }
}

const command = process.argv[2] ?? '';
if (!commands.includes(command)) {
  stop(`There is no command "${command}": choose one of ${commands.join(', ')}.`);
}
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const oldest = engines.node.replace('>=', '');
if (process.versions.node.localeCompare(oldest, 'en', { numeric: true }) < 0) {
  stop(`Node ${process.versions.node} is too old: install Node ${oldest} or later.`);
}
if (!installed()) {
  install();
}
process.chdir(root);
const { register } = await import('tsx/cjs/api');
register();
createRequire(import.meta.url)(`./${command}.ts`);

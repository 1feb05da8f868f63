// Runs before anything else on a new machine, so without dependencies: installs the packages where they are not up to date.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  return existsSync(record) && statSync(record).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const oldest = engines.node.replace('>=', '');
if (process.versions.node.localeCompare(oldest, 'en', { numeric: true }) < 0) {
  stop(`Node ${process.versions.node} is too old: install Node ${oldest} or later.`);
}
if (!isInstalled()) {
  console.log('Installing packages (npm ci) …');
  const { status } = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    stop('The packages could not be installed: npm ci failed. Its message above says why.');
  }
}

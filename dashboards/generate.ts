import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { type Output, outputs } from './outputs';

const fileOf = ({ path }: Output) => join(__dirname, '..', path);

// What is up to date is not written, so that a build that watches these files rests when nothing changed.
function outdated(): Output[] {
  return outputs().filter((output) => {
    const file = fileOf(output);
    return !existsSync(file) || readFileSync(file, 'utf8') !== output.text;
  });
}

function write(output: Output): void {
  mkdirSync(dirname(fileOf(output)), { recursive: true });
  writeFileSync(fileOf(output), output.text);
  console.log(`wrote ${output.path}`);
}

function check(found: Output[]): void {
  for (const { path } of found) {
    console.error(`${path} is not what the code writes: run npm run dashboards and commit it.`);
  }
  process.exitCode = found.length > 0 ? 1 : 0;
}

const found = outdated();
if (process.argv.includes('--check')) {
  check(found);
} else {
  found.forEach(write);
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { runCli } from '../scripts/cli';
import { type Options, readOptions } from './options';
import { type Output, outputs, publicOutputs } from './outputs';

const fileOf = ({ path }: Output) => resolve(join(__dirname, '..'), path);

const wanted = ({ copies }: Options): Output[] => (copies ? publicOutputs(copies.folder, copies.fixed) : outputs());

// What is up to date is not written, so that a build that watches these files rests when nothing changed.
function isOutdated(output: Output): boolean {
  const file = fileOf(output);
  return !existsSync(file) || readFileSync(file, 'utf8') !== output.text;
}

function write(output: Output): void {
  mkdirSync(dirname(fileOf(output)), { recursive: true });
  writeFileSync(fileOf(output), output.text);
  console.log(`wrote ${output.path}`);
}

function complain({ path }: Output): void {
  console.error(`${path} is not what the code writes: run npm run dashboards and commit it.`);
}

function main(): number {
  const options = readOptions(process.argv.slice(2));
  const found = wanted(options).filter(isOutdated);
  found.forEach(options.check ? complain : write);
  return options.check && found.length > 0 ? 1 : 0;
}

runCli(() => Promise.resolve().then(main));

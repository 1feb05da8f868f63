import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { runCli } from '../scripts/cli';
import { type Options, readOptions } from './options';
import { type Output, outputs, prefixedOutputs, publicOutputs } from './outputs';

const fileOf = ({ path }: Output) => resolve(join(__dirname, '..'), path);

function selectOutputs({ copies, prefixed, runbook }: Options): Output[] {
  if (prefixed) {
    return prefixedOutputs(prefixed.folder, prefixed.names, runbook);
  }
  return copies ? publicOutputs(copies.folder, copies.fixed) : outputs(runbook);
}

// Unchanged files are not written, so that a watching build is not triggered.
function isOutdated(output: Output): boolean {
  const file = fileOf(output);
  return !existsSync(file) || readFileSync(file, 'utf8') !== output.text;
}

function write(output: Output): void {
  mkdirSync(dirname(fileOf(output)), { recursive: true });
  writeFileSync(fileOf(output), output.text);
  console.log(`wrote ${output.path}`);
}

function reportOutdated({ path }: Output): void {
  console.error(`${path} is out of date: run npm run dashboards and commit the result.`);
}

function main(): number {
  const options = readOptions(process.argv.slice(2));
  const outdated = selectOutputs(options).filter(isOutdated);
  outdated.forEach(options.check ? reportOutdated : write);
  return options.check && outdated.length > 0 ? 1 : 0;
}

runCli(() => Promise.resolve().then(main));

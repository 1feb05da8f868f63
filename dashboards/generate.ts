import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { provisionedUid } from './alerting/model';
import { type Output, outputs, publicOutputs } from './outputs';

const { values: options } = parseArgs({
  options: {
    // Says what is not up to date, and writes nothing.
    check: { type: 'boolean', default: false },
    // Writes copies without variables into this folder, and nothing else.
    public: { type: 'string' },
    datasource: { type: 'string', default: provisionedUid },
    skill: { type: 'string', multiple: true, default: [] },
    group: { type: 'string', multiple: true, default: [] },
  },
});

const fileOf = ({ path }: Output) => resolve(join(__dirname, '..'), path);

function wanted(): Output[] {
  const { public: folder, datasource, skill: skills, group: groups } = options;
  return folder === undefined ? outputs() : publicOutputs(folder, { datasource, skills, groups });
}

// What is up to date is not written, so that a build that watches these files rests when nothing changed.
function outdated(): Output[] {
  return wanted().filter((output) => {
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
if (options.check) {
  check(found);
} else {
  found.forEach(write);
}

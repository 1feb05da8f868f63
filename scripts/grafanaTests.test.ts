import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { targets } from './grafanaTests';

const nobody = () => undefined;
const docker = () => 'amd64';
const named = (found: ReturnType<typeof targets>) => found.map(({ name }) => name);

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'grafana-tests-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function installed(): string {
  mkdirSync(join(folder, 'bin'));
  const program = join(folder, 'bin', 'grafana');
  writeFileSync(program, '');
  return program;
}

it('is the Grafana that runs already, before any that could be started', async () => {
  installed();
  const found = targets({ GRAFANA_URL: 'http://127.0.0.1:3000', GRAFANA_HOME: folder }, docker);
  expect(named(found)).toEqual(['http://127.0.0.1:3000']);
  expect(await found[0]?.start()).toBe('http://127.0.0.1:3000');
});

it('is the installed one before images', () => {
  const program = installed();
  expect(named(targets({ GRAFANA_HOME: folder }, docker))).toEqual([program]);
});

it('is the oldest and the newest image, or those that are asked for', () => {
  expect(named(targets({ PATH: folder }, docker))).toEqual(['grafana/grafana:12.3.0', 'grafana/grafana:latest']);
  const GRAFANA_VERSIONS = '12.4.10, 13.0.0';
  expect(named(targets({ PATH: folder, GRAFANA_VERSIONS }, docker))).toEqual([
    'grafana/grafana:12.4.10',
    'grafana/grafana:13.0.0',
  ]);
});

it('is none where there is none', () => {
  expect(targets({ PATH: folder }, nobody)).toEqual([]);
});

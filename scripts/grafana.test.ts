import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { findGrafana, nameFor, settings } from './grafana';

let folder: string;

beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'grafana-')))));
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return file;
}

it('is the one of GRAFANA_HOME before the one on the PATH', () => {
  const program = put('home/bin/grafana');
  put('path/bin/grafana');
  const env = { GRAFANA_HOME: join(folder, 'home'), PATH: join(folder, 'path/bin') };
  expect(findGrafana(env)).toEqual({ program, home: join(folder, 'home') });
});

it('says what is missing in GRAFANA_HOME', () => {
  expect(() => findGrafana({ GRAFANA_HOME: folder })).toThrow(`${join(folder, 'bin', 'grafana')} does not exist`);
});

it.each(['conf/defaults.ini', 'share/grafana/conf/defaults.ini'])('finds its home by %s', (defaults) => {
  const program = put('opt/bin/grafana');
  const home = dirname(dirname(put(join('opt', defaults))));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(program, join(folder, 'bin/grafana'));
  expect(findGrafana({ PATH: `/nowhere:${join(folder, 'bin')}` })).toEqual({ program, home });
});

it('is none where there is none', () => {
  expect(findGrafana({ PATH: folder })).toBeUndefined();
});

it('is for this machine only, and calls nobody', () => {
  expect(settings(3001, folder)).toMatchObject({
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: '3001',
    GF_PATHS_DATA: folder,
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
  });
});

it('is not to be reached by other sites, and sends who comes by another name to its own address', () => {
  expect(settings(3001, folder)).toMatchObject({
    GF_SERVER_DOMAIN: '127.0.0.1',
    GF_SERVER_ENFORCE_DOMAIN: 'true',
    GF_SERVER_ROOT_URL: 'http://127.0.0.1:3001/',
    GF_SECURITY_CSRF_ALWAYS_CHECK: 'true',
  });
});

it('keeps a database of its own for each port, and a log beside it', () => {
  expect(new Set([3000, 3001, 3002].map(nameFor)).size).toBe(3);
  expect(nameFor(3000)).toBe('grafana');
  expect(settings(3001, folder).GF_PATHS_LOGS).toBe(join(folder, 'log'));
});

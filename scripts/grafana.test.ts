import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { findGrafana, nameFor, refuseOlder, settings } from './grafana';
import { grafanaDependency } from './project';

let folder: string;

beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'grafana-')))));
afterEach(() => rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

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

it('is for this machine only, asks no other hosts, and keeps its data by its port', () => {
  expect(settings(3001, folder)).toMatchObject({
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: '3001',
    GF_SERVER_ENFORCE_DOMAIN: 'true',
    GF_SERVER_ROOT_URL: 'http://127.0.0.1:3001/',
    GF_SECURITY_CSRF_ALWAYS_CHECK: 'true',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_PATHS_LOGS: join(folder, 'log'),
  });
  expect([3000, 3001].map(nameFor)).toEqual(['grafana', 'grafana-3001']);
});

const health = (body: object) => jest.spyOn(global, 'fetch').mockImplementation(async () => Response.json(body));

it.each(['9.5.21', '12.2.10', '12.2.0-pre'])('is refused as %s, with both versions named', async (version) => {
  health({ database: 'ok', version });
  await expect(refuseOlder('http://grafana', '>=12.3.0-0')).rejects.toThrow(
    `This Grafana is ${version.replace('-pre', '')}, and the plugin needs 12.3.0 or later`
  );
});

it.each([{ version: '12.3.0' }, { version: '12.3.0-18893060694' }, { version: '12.10.1' }, { version: '13.0.0' }, {}])(
  'is accepted where it says %j of itself',
  async (said) => {
    health(said);
    await expect(refuseOlder('http://grafana', '>=12.3.0-0')).resolves.toBeUndefined();
  }
);

it("is held against the plugin's own description", () => {
  expect(grafanaDependency()).toMatch(/^>=\d+\.\d+\.\d+/);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { oldestGrafana } from './project';
import { refuseOlder } from './version';

let grafana: Server;
let health: object;

beforeEach(async () => {
  grafana = createServer((_, response) => response.end(JSON.stringify(health)));
  await new Promise<void>((resolve) => grafana.listen(0, '127.0.0.1', resolve));
});

afterEach(() => new Promise((resolve) => grafana.close(resolve)));

const address = () => `http://127.0.0.1:${(grafana.address() as AddressInfo).port}`;

it.each(['9.5.21', '12.2.10', '12.2.0-pre'])('refuses Grafana %s, and names both versions', async (version) => {
  health = { database: 'ok', version };
  await expect(refuseOlder(address(), '12.3.0')).rejects.toThrow(
    `This Grafana is ${version.replace('-pre', '')}, and the plugin needs 12.3.0 or later`
  );
});

it.each([{ version: '12.3.0' }, { version: '12.3.0-18893060694' }, { version: '12.10.1' }, { version: '13.0.0' }, {}])(
  'takes a Grafana that says %j of itself',
  async (said) => {
    health = said;
    await expect(refuseOlder(address(), '12.3.0')).resolves.toBeUndefined();
  }
);

it("knows the oldest Grafana from the plugin's own description", () => {
  expect(oldestGrafana()).toMatch(/^\d+\.\d+\.\d+$/);
});

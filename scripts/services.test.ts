import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { addressOf, freePort, waitUntilReady } from './services';

let server: Server;
let port: number;
let status: number;

beforeEach(async () => {
  server = createServer((_, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const service = (ended: Promise<string> = new Promise(() => undefined)) => ({ name: 'It', log: 'it.log', ended });

it('takes another port where the preferred one is in use', async () => {
  expect(await freePort(port)).not.toBe(port);
});

it('waits for a good answer', async () => {
  status = 503;
  setTimeout(() => (status = 200), 300);
  await expect(waitUntilReady(service(), addressOf(port), 20)).resolves.toBeUndefined();
});

it('gives up after its time, or once the process has ended', async () => {
  status = 503;
  await expect(waitUntilReady(service(), addressOf(port), 0)).rejects.toThrow('It was not ready after 0 seconds');
  const ended = Promise.resolve('It ended (exit code 3)');
  await expect(waitUntilReady(service(ended), addressOf(port), 20)).rejects.toThrow('It ended (exit code 3)');
});

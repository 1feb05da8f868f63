import { type AddressInfo, createServer, type Server } from 'node:net';

import { freePort, isListening } from './ports';

let taken: Server;
let port: number;

beforeEach(async () => {
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  port = (taken.address() as AddressInfo).port;
});

afterEach(() => new Promise((resolve) => taken.close(resolve)));

it('passes over a port that is in use', async () => {
  expect(await freePort(port)).toBeGreaterThan(port);
});

it('knows whether somebody listens', async () => {
  expect(await isListening(port)).toBe(true);
  expect(await isListening(await freePort(port + 1))).toBe(false);
});

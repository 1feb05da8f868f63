import type { AddressInfo } from 'node:net';

import { help, readOptions } from './options';
import { buildServer } from './server';
import { Simulator } from './simulator';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(help());
    return;
  }
  const server = buildServer(new Simulator(options));
  await server.listen({ host: options.host, port: options.port });
  const { port } = server.server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const { account, agents, skills, seed } = options;
  const size = `${agents} agents, ${skills} skills, seed ${seed}`;
  console.log(`LivePerson simulator on http://${host}:${port} (account ${account}, ${size})`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close());
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

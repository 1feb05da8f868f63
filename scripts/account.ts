import { join } from 'node:path';

import { type Child, start } from './children';
import { addressOf, freePort, isListening } from './ports';
import { Problem, root, script } from './project';
import { type Running, waitUntil } from './ready';

/** The `LP_…` variables from which Grafana makes its data source. */
export type Account = Record<'LP_ACCOUNT_ID' | 'LP_CLIENT_ID' | 'LP_CLIENT_SECRET' | 'LP_UPSTREAM_URL', string>;

const needed = ['LP_ACCOUNT_ID', 'LP_CLIENT_ID', 'LP_CLIENT_SECRET'] as const;

/**
 * The LivePerson account that the environment names, or undefined where it names none.
 * Throws a `Problem` where it names one in part: nobody should see a simulation and take it for the account.
 */
export function realAccount(env: NodeJS.ProcessEnv): Account | undefined {
  const missing = needed.filter((name) => !env[name]);
  if (missing.length === needed.length) {
    return undefined;
  }
  if (missing.length > 0) {
    throw new Problem(`${missing.join(' and ')} not set: set all of ${needed.join(', ')}, or none for the simulator.`);
  }
  const [LP_ACCOUNT_ID = '', LP_CLIENT_ID = '', LP_CLIENT_SECRET = ''] = needed.map((name) => env[name]);
  return { LP_ACCOUNT_ID, LP_CLIENT_ID, LP_CLIENT_SECRET, LP_UPSTREAM_URL: env.LP_UPSTREAM_URL ?? '' };
}

/** The simulator's account, behind this address. */
export function simulatedAccount(upstreamUrl: string): Account {
  return {
    LP_ACCOUNT_ID: '12345678',
    LP_CLIENT_ID: 'grafana',
    LP_CLIENT_SECRET: 'simulator-secret',
    LP_UPSTREAM_URL: upstreamUrl,
  };
}

/** Starts the simulator on this port of 127.0.0.1, with further options; a log named after the port says what it says. */
export function startSimulator(port: number, options: string[] = []): Child {
  const command = script('simulator/main.ts', '--host', '127.0.0.1', '--port', String(port), ...options);
  return start('The simulator', command, join(root, '.run', `simulator-${port}.log`));
}

/**
 * Starts the simulator on this port or the next free one, and resolves once it answers. It makes up a past first:
 * `meanwhile` is done beside that.
 */
export async function runSimulator(
  preferred: number,
  options: string[] = [],
  meanwhile: () => void = () => undefined
): Promise<Running> {
  const port = await freePort(preferred);
  const child = startSimulator(port, options);
  meanwhile();
  await waitUntil(child, () => isListening(port), 60);
  return { child, address: addressOf(port) };
}

import { UserError } from './project';

const required = ['LP_ACCOUNT_ID', 'LP_CLIENT_ID', 'LP_CLIENT_SECRET'] as const;

/** The `LP_…` variables from which Grafana makes its data source. */
export type Account = Record<(typeof required)[number] | 'LP_UPSTREAM_URL', string>;

/**
 * The LivePerson account that the environment names, or undefined where it names none.
 * Throws a user error where it names one in part: nobody should see a simulation and take it for the account.
 */
export function realAccount(env: NodeJS.ProcessEnv): Account | undefined {
  const missing = required.filter((name) => !env[name]);
  if (missing.length === required.length) {
    return undefined;
  }
  if (missing.length > 0) {
    throw new UserError(
      `${missing.join(' and ')} not set: set all of ${required.join(', ')}, or none for the simulator.`
    );
  }
  const { LP_ACCOUNT_ID = '', LP_CLIENT_ID = '', LP_CLIENT_SECRET = '', LP_UPSTREAM_URL = '' } = env;
  return { LP_ACCOUNT_ID, LP_CLIENT_ID, LP_CLIENT_SECRET, LP_UPSTREAM_URL };
}

/** The simulator's account, at this address. */
export const simulatedAccount = (upstreamUrl: string): Account => ({
  LP_ACCOUNT_ID: '12345678',
  LP_CLIENT_ID: 'grafana',
  LP_CLIENT_SECRET: 'simulator-secret',
  LP_UPSTREAM_URL: upstreamUrl,
});

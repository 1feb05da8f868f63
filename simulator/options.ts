import { parseArgs } from 'node:util';

import { scenarios, type Scenario } from './contactCentre/contactCentre';

/** The maximum of `load`. */
export const MAX_LOAD = 1000;

/** The command-line options of the simulator. */
export interface Options {
  port: number;
  host: string;
  account: string;
  seed: number;
  /** Human agents; bots come on top. */
  agents: number;
  skills: number;
  groups: number;
  /** Days of history at the start. */
  days: number;
  /** IANA time zone of the hourly profile and the shifts. */
  timeZone: string;
  scenario: Scenario;
  /** What the arrivals are multiplied by from the start of the clock on. */
  load: number;
  /** Epoch ms at which the centre's clock starts; absent means now. */
  now?: number;
  /** The clock of the contact center is frozen until it is advanced. */
  freeze: boolean;
  /** Delay of every response in milliseconds. */
  delay: number;
  /** Rate limit in calls per second, above which calls get 429. 0 means no limit. */
  rate: number;
  /** Lifetime of an OAuth 2 token in seconds. */
  tokenLife: number;
  /** Lifetime of a session in seconds. */
  sessionLife: number;
  /** Maximum logins within five seconds, above which logins get 429. */
  loginLimit: number;
  /** The scopes of the OAuth 2 application. */
  scope: string;
  /** How old what the Messaging Interactions API knows is, in seconds. */
  interactionsDelay: number;
  /** Whether the account has chat. */
  chat: boolean;
  /** Omit counts of 0 from responses, not only values without data. */
  omitZero: boolean;
}

/** The only valid credentials, made up, for all three methods. */
export const credentials = {
  clientId: 'grafana',
  clientSecret: 'simulator-secret',
  username: 'monitor@example.com',
  password: 'simulator-password',
  appKey: 'simulator-app-key',
  appSecret: 'simulator-app-secret',
  accessToken: 'simulator-access-token',
  accessTokenSecret: 'simulator-access-token-secret',
};

/** The scopes of the APIs. LivePerson documents only those of Key Messaging Metrics and of users; the others are made up. */
export const scopes = {
  metrics: 'messaging.key.metrics.read.external',
  users: 'users.external',
  interactions: 'simulator.messaging.interactions',
  operations: 'simulator.messaging.operations',
  realtime: 'simulator.operational.realtime',
};

export const defaults: Options = {
  port: 4010,
  host: '127.0.0.1',
  account: '12345678',
  seed: 1,
  agents: 60,
  skills: 12,
  groups: 6,
  days: 14,
  timeZone: 'UTC',
  scenario: 'normal',
  load: 1,
  freeze: false,
  delay: 0,
  rate: 0,
  tokenLife: 3600,
  sessionLife: 8 * 3600,
  loginLimit: 10,
  scope: Object.values(scopes).join(' '),
  interactionsDelay: 0,
  chat: true,
  omitZero: false,
};

const optionHelp: Array<[flag: string, meaning: string]> = [
  ['port', 'port to listen on; 0 picks a free one (4010)'],
  ['host', 'address to listen on (127.0.0.1)'],
  ['account', 'account id (12345678)'],
  ['seed', 'the same seed on the same day gives the same history (1)'],
  ['agents', 'human agents, 1 to 1000 (60)'],
  ['skills', 'skills, 1 to 1000 (12)'],
  ['groups', 'agent groups, the main group included, 1 to 1000 (6)'],
  ['days', 'days of history at the start, 1 to 14 (14)'],
  ['time-zone', "IANA time zone of the account's day (UTC)"],
  ['scenario', `${scenarios.join(', ')} (normal)`],
  ['load', `multiplies arrivals from the start of the clock on, 1 to ${MAX_LOAD} (1)`],
  ['now', 'ISO time at which the clock of the contact center starts (now)'],
  ['freeze', 'freeze that clock'],
  ['delay', 'delay of every response in milliseconds (0)'],
  ['rate', 'rate limit in calls per second; 0 for no limit (0)'],
  ['token-life', 'lifetime of an OAuth 2 token in seconds (3600)'],
  ['session-life', 'lifetime of a session in seconds (28800)'],
  ['login-limit', 'logins within 5 s before 429 (10)'],
  ['scope', 'scopes of the OAuth 2 application'],
  ['interactions-delay', 'seconds until the Messaging Interactions API knows of an event, 0 to 60 (0)'],
  ['no-chat', 'an account without chat'],
  ['omit-zero', 'omit counts of 0 from responses'],
  ['help', 'this text'],
];

/** The text of `--help`. */
export function help(): string {
  const lines = optionHelp.map(([flag, meaning]) => `  --${flag.padEnd(20)}${meaning}`);
  return ['A simulated contact center with LivePerson APIs.', '', 'tsx simulator/main.ts [options]', ...lines].join(
    '\n'
  );
}

const switches = new Set(['freeze', 'no-chat', 'omit-zero', 'help']);

/**
 * Reads the command line. Undefined means `--help`.
 * Throws an Error with a sentence for an unknown option or an invalid value.
 */
export function readOptions(args: string[]): Options | undefined {
  const shapes = optionHelp.map(([flag]) => [flag, { type: switches.has(flag) ? 'boolean' : 'string' }] as const);
  const { values } = parseArgs({ args, options: Object.fromEntries(shapes), strict: true });
  if (values.help) {
    return undefined;
  }
  const text = (flag: string) => (typeof values[flag] === 'string' ? values[flag] : undefined);
  const whole = (flag: string, fallback: number, min: number, max: number) =>
    readWhole(flag, text(flag), fallback, min, max);
  return {
    port: whole('port', defaults.port, 0, 65535),
    host: text('host') ?? defaults.host,
    account: text('account') ?? defaults.account,
    seed: whole('seed', defaults.seed, 0, 2 ** 31),
    agents: whole('agents', defaults.agents, 1, 1000),
    skills: whole('skills', defaults.skills, 1, 1000),
    groups: whole('groups', defaults.groups, 1, 1000),
    days: whole('days', defaults.days, 1, 14),
    timeZone: readTimeZone(text('time-zone') ?? defaults.timeZone),
    scenario: readScenario(text('scenario') ?? defaults.scenario),
    load: whole('load', defaults.load, 1, MAX_LOAD),
    now: readTime(text('now')),
    freeze: values.freeze === true,
    delay: whole('delay', defaults.delay, 0, 600_000),
    rate: whole('rate', defaults.rate, 0, 1_000_000),
    tokenLife: whole('token-life', defaults.tokenLife, 1, 1_000_000),
    sessionLife: whole('session-life', defaults.sessionLife, 1, 1_000_000),
    loginLimit: whole('login-limit', defaults.loginLimit, 1, 1_000_000),
    scope: text('scope') ?? defaults.scope,
    interactionsDelay: whole('interactions-delay', defaults.interactionsDelay, 0, 60),
    chat: values['no-chat'] !== true,
    omitZero: values['omit-zero'] === true,
  };
}

function readWhole(flag: string, text: string | undefined, fallback: number, min: number, max: number): number {
  if (text === undefined) {
    return fallback;
  }
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new Error(`--${flag} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}

/** Reads the name of a scenario. Throws an Error with the known names. */
export function readScenario(name: unknown): Scenario {
  const scenario = scenarios.find((known) => known === name);
  if (!scenario) {
    throw new Error(`The scenario must be one of ${scenarios.join(', ')}, not "${String(name)}".`);
  }
  return scenario;
}

function readTimeZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new Error(`--time-zone must be an IANA name such as Europe/Berlin, not "${name}".`);
  }
}

function readTime(text: string | undefined): number | undefined {
  if (text !== undefined && Number.isNaN(Date.parse(text))) {
    throw new Error(`--now must be an ISO time such as 2025-06-11T12:00:00Z, not "${text}".`);
  }
  return text === undefined ? undefined : Date.parse(text);
}

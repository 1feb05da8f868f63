import { addressOf } from '../../scripts/services';

/** The ports of 127.0.0.1 that the servers of the tests take where these are free; each has twenty to choose from. */
export const usualPorts = { simulator: 4710, preview: 3710, changed: 3730, movingSimulator: 4730, moving: 3750 };

/** The environment variable in which free ports are named, as JSON, to Playwright and all that it starts. */
export const portsVariable = 'KMM_BROWSER_PORTS';

const { [portsVariable]: named } = process.env;

/** The ports that the servers have. */
export const ports = named ? (JSON.parse(named) as typeof usualPorts) : usualPorts;

/** A preview that nobody changes, over a contact centre whose clock stands still. */
export const preview = addressOf(ports.preview);

/** A preview over that contact centre, whose connection tests change. */
export const changed = addressOf(ports.changed);

/** A preview over a contact centre whose clock one test moves on. */
export const moving = addressOf(ports.moving);
export const movingSimulator = addressOf(ports.movingSimulator);

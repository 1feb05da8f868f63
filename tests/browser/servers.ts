import { addressOf } from '../../scripts/services';

/** The ports of 127.0.0.1 that the servers of the tests take where these are free; each has twenty to choose from. */
export const usualPorts = {
  simulator: 4710,
  readOnlyPreview: 3710,
  editablePreview: 3730,
  movingSimulator: 4730,
  advancingPreview: 3750,
};

/** The environment variable in which free ports are named, as JSON, to Playwright and all that it starts. */
export const portsVariable = 'KMM_BROWSER_PORTS';

const { [portsVariable]: named } = process.env;

/** The ports that the servers have. */
export const ports = named ? (JSON.parse(named) as typeof usualPorts) : usualPorts;

/** A preview that nobody changes, over a contact centre whose clock stands still. */
export const readOnlyPreview = addressOf(ports.readOnlyPreview);

/** A preview over that contact centre, whose connection tests change. */
export const editablePreview = addressOf(ports.editablePreview);

/** A preview over a contact centre whose clock one test moves on. */
export const advancingPreview = addressOf(ports.advancingPreview);
export const movingSimulator = addressOf(ports.movingSimulator);

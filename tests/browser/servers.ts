import { addressOf } from '../../scripts/services';

/** The preferred ports of the test servers on 127.0.0.1; each has a range of twenty. */
export const usualPorts = {
  simulator: 4710,
  readOnlyPreview: 3710,
  editablePreview: 3730,
  movingSimulator: 4730,
  advancingPreview: 3750,
};

/** The environment variable with the free ports, as JSON, for Playwright and its child processes. */
export const portsVariable = 'KMM_BROWSER_PORTS';

const { [portsVariable]: named } = process.env;

/** The ports of the servers. */
export const ports = named ? (JSON.parse(named) as typeof usualPorts) : usualPorts;

/** A preview that tests do not change, over a contact centre with a frozen clock. */
export const readOnlyPreview = addressOf(ports.readOnlyPreview);

/** A preview over the same contact centre, whose data source settings tests change. */
export const editablePreview = addressOf(ports.editablePreview);

/** A preview over a contact centre whose clock a test advances. */
export const advancingPreview = addressOf(ports.advancingPreview);
export const movingSimulator = addressOf(ports.movingSimulator);

import { portsVariable, usualPorts } from '../tests/browser/servers';
import { findOrInstallChromium } from './chromium';
import { freePort } from './services';
import { playwright, type Step } from './steps';

async function freePorts(): Promise<string> {
  const entries = Object.entries(usualPorts).map(async ([name, port]) => [name, await freePort(port)] as const);
  return JSON.stringify(Object.fromEntries(await Promise.all(entries)));
}

/** The tests in a real browser, which is installed where there is none; where that fails they are skipped. */
export const browserTests: Step = {
  name: 'browser',
  run: async () => {
    const chromium = await findOrInstallChromium(process.env);
    if (!chromium) {
      const note = 'no Chromium: install it, Chrome or Edge, or set CHROMIUM_PATH';
      return { ...(await playwright('browser', {}, '--list')), note };
    }
    return playwright('browser', { CHROMIUM_PATH: chromium, [portsVariable]: await freePorts() });
  },
};

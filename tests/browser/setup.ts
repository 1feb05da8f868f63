import { join } from 'node:path';

import { simulatedAccount, startSimulator } from '../../scripts/account';
import { findChromium } from '../../scripts/chromium';
import { freePort, isListening } from '../../scripts/ports';
import { buildPreview, startPreview } from '../../scripts/preview';
import { root } from '../../scripts/project';
import { isHealthy, waitUntil } from '../../scripts/ready';

/** Starts a contact centre whose clock stands still, and the preview over it; tests find both in the environment. */
export default async function setUp(): Promise<void> {
  const chromium = findChromium(process.env);
  if (!chromium) {
    return;
  }
  buildPreview();
  const port = await freePort(4710);
  // So many agents that their table has pages.
  const simulator = startSimulator(port, ['--freeze', '--agents', '120']);
  await waitUntil(simulator, () => isListening(port), 60);
  const account = simulatedAccount(`http://127.0.0.1:${port}`);
  const previewPort = await freePort(3710);
  const address = `http://127.0.0.1:${previewPort}`;
  const preview = startPreview(previewPort, account, join(root, '.run', 'browser-preview.log'));
  await waitUntil(preview, () => isHealthy(address), 30);
  Object.assign(process.env, { CHROMIUM_PATH: chromium, SIMULATOR_URL: account.LP_UPSTREAM_URL, PREVIEW_URL: address });
}

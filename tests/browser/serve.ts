import { join } from 'node:path';

import { simulatedAccount, startSimulator } from '../../scripts/account';
import { lateMorningZone } from '../../scripts/lateMorning';
import { addressOf, isListening } from '../../scripts/ports';
import { buildPreview, startPreview } from '../../scripts/preview';
import { runAsProgram } from '../../scripts/program';
import { Problem, root } from '../../scripts/project';
import { waitUntil } from '../../scripts/ready';

// A simulator and previews over it, until a signal stops them: node … serve.ts SIMULATOR-PORT PREVIEW-PORT,… [options of the simulator]
runAsProgram(async () => {
  const [simulatorPort = '', previewPorts = '', ...options] = process.argv.slice(2);
  buildPreview();
  const simulator = startSimulator(Number(simulatorPort), ['--freeze', '--time-zone', lateMorningZone(), ...options]);
  await waitUntil(simulator, () => isListening(Number(simulatorPort)), 60);
  const account = simulatedAccount(addressOf(Number(simulatorPort)));
  const previews = previewPorts.split(',').map((port) => {
    return startPreview(Number(port), account, join(root, '.run', `preview-${port}.log`));
  });
  throw new Problem(await Promise.race([simulator, ...previews].map(({ ended }) => ended)));
});

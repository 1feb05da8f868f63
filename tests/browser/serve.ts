import { simulatedAccount } from '../../scripts/account';
import { runCli } from '../../scripts/cli';
import { lateMorningZone } from '../../scripts/lateMorning';
import { buildPreview, startPreview } from '../../scripts/preview';
import { UserError } from '../../scripts/project';
import { startSimulator } from '../../scripts/services';

// A simulator and previews over it, until a signal stops them: node … serve.ts SIMULATOR-PORT PREVIEW-PORT,… [options of the simulator]
runCli(async () => {
  const [simulatorPort = '', previewPorts = '', ...options] = process.argv.slice(2);
  await buildPreview();
  const zone = ['--freeze', '--time-zone', lateMorningZone()];
  const simulator = await startSimulator(Number(simulatorPort), [...zone, ...options]);
  const account = simulatedAccount(simulator.address);
  const previews = await Promise.all(previewPorts.split(',').map((port) => startPreview(Number(port), account)));
  throw new UserError(await Promise.race([simulator, ...previews].map(({ process }) => process.ended)));
});

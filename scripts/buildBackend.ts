import { buildBackend, here, type Platform } from './build';
import { runAsProgram } from './program';

/** Every platform on which Grafana runs, as its plugin SDK builds for them. */
const everywhere: Platform[] = [
  { os: 'linux', arch: 'amd64' },
  { os: 'linux', arch: 'arm64' },
  { os: 'linux', arch: 'arm' },
  { os: 'darwin', arch: 'amd64' },
  { os: 'darwin', arch: 'arm64' },
  { os: 'windows', arch: 'amd64' },
];

runAsProgram(async () => {
  (process.argv.includes('--all') ? everywhere : [here]).forEach(buildBackend);
  return 0;
});

import { buildBackend, buildBackendForAll } from './build';
import { runCli } from './cli';

runCli(async () => {
  await (process.argv.includes('--all') ? buildBackendForAll() : buildBackend());
  return 0;
});

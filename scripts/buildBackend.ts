import { buildBackend } from './build';
import { runCli } from './cli';

runCli(async () => {
  await buildBackend(process.argv.includes('--all'));
  return 0;
});

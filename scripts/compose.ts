import { join } from 'node:path';

import { type Account, simulatedAccount } from './account';
import { updateBackend } from './build';
import { cleanUpWith, type Process, run, start, stdoutOf } from './processes';
import { nodeTool, root } from './project';

/** The architecture of the machine on which containers run, or undefined without a running Docker with Compose. */
export const dockerArch = () =>
  stdoutOf('docker', ['compose', 'version']) && stdoutOf('docker', ['version', '--format', '{{.Server.Arch}}']);

// The container's system may not be ours, and tsx runs on the system it was installed on: so plain JavaScript.
function compileSimulator(): Promise<void> {
  const options = '--noEmit false --outDir .run/simulator --module commonjs --moduleResolution node10 --target es2022';
  const more = '--esModuleInterop --noCheck --resolveJsonModule --types node';
  const command = nodeTool('typescript/bin/tsc', ...`${options} ${more}`.split(' '), 'simulator/main.ts');
  return run(command, 'The simulator could not be compiled for its container.');
}

/** A Grafana of its own beside others: the tag of its image, and Compose's name for its containers. */
export interface Variant {
  version: string;
  project: string;
}

/** Starts the official Grafana image, and the simulator beside it unless there is an account, by docker-compose.yaml. */
export async function startCompose(
  arch: string,
  port: number,
  account: Account | undefined,
  variant?: Variant
): Promise<Process> {
  await updateBackend('linux', arch);
  if (!account) {
    await compileSimulator();
  }
  const project = variant ? ['--project-name', variant.project] : [];
  const compose = ['compose', ...project, ...(account ? [] : ['--profile', 'simulator'])];
  cleanUpWith({ program: 'docker', args: [...compose, 'down', '--volumes'] });
  const args = [...compose, 'up', '--abort-on-container-exit', '--remove-orphans'];
  const env = {
    ...(account ?? simulatedAccount('http://simulator:4010')),
    ...(variant && { GRAFANA_VERSION: variant.version }),
    GRAFANA_PORT: String(port),
  };
  return start('Docker Compose', { program: 'docker', args, env }, join(root, '.run', 'compose.log'));
}

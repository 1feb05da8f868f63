import { parseArgs, type ParseArgsConfig } from 'node:util';

import { stopAll } from './processes';
import { UserError } from './project';

let isEnding = false;

async function end(code: number): Promise<void> {
  if (!isEnding) {
    isEnding = true;
    await stopAll();
    process.exit(code);
  }
}

function fail(error: unknown): Promise<void> {
  // A process that we stop ourselves may well fail.
  if (!isEnding) {
    console.error(error instanceof UserError ? error.message : error);
  }
  return end(1);
}

/** Npm passes a signal to its shell only, which ends without passing it on: when our parent is gone, we end too. */
function endWithNpm(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void end(143), 1000).unref();
}

/**
 * Runs the main function of a command-line program, which resolves with its exit code. However it ends, also on Ctrl-C,
 * all that it started is stopped first. A user error is shown as its sentence, and the exit code is 1.
 */
export function runCli(main: () => Promise<number>): void {
  process.on('SIGINT', () => void end(130));
  process.on('SIGTERM', () => void end(143));
  process.on('SIGHUP', () => void end(129));
  if (process.env.npm_lifecycle_event) {
    endWithNpm();
  }
  main().then(end, fail).catch(fail);
}

/** Reads options of the command line. Throws a user error with the usage for one that is unknown or lacks its value. */
export function parseOptions<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config
): ReturnType<typeof parseArgs<Config>>['values'] {
  try {
    return parseArgs(config).values;
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.(?:\s|$)/);
    throw new UserError(`${sentence}. ${usage}`);
  }
}

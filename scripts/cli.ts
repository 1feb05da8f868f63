import { stopAll } from './children';
import { Problem } from './project';

let ending = false;

async function end(code: number): Promise<void> {
  if (!ending) {
    ending = true;
    await stopAll();
    process.exit(code);
  }
}

function fail(error: unknown): Promise<void> {
  // What we stop ourselves may well complain that it ended.
  if (!ending) {
    console.error(error instanceof Problem ? error.message : error);
  }
  return end(1);
}

/** Npm hands a signal on to its shell alone, which ends without a word to us: without a parent, we end too. */
function endWithNpm(): void {
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && void end(143), 1000);
  watch.unref();
}

/**
 * Runs a program's main part, which resolves with its exit code. Whatever way it ends, and also on Ctrl-C, all that
 * it started is stopped first. A `Problem` is shown as its sentence, and the exit code is 1.
 */
export function runAsProgram(main: () => Promise<number>): void {
  process.on('SIGINT', () => void end(130));
  process.on('SIGTERM', () => void end(143));
  process.on('SIGHUP', () => void end(129));
  if (process.env.npm_lifecycle_event) {
    endWithNpm();
  }
  main().then(end, fail).catch(fail);
}

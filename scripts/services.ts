import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import getPort, { portNumbers } from 'get-port';

import { type Process, start } from './processes';
import { root, script, UserError } from './project';

const host = '127.0.0.1';
const betweenMs = 250;

/** A process that answers at an address, such as `http://127.0.0.1:3000`. */
export interface Service {
  process: Process;
  address: string;
}

/** The preferred port of 127.0.0.1, or one of the next 19, or any other that is free. */
export const freePort = (preferred: number): Promise<number> =>
  getPort({ host, port: portNumbers(preferred, preferred + 19) });

/** The address of a port of 127.0.0.1. */
export const addressOf = (port: number) => `http://${host}:${port}`;

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false
  );

/** Waits until a URL answers, at most so many seconds. Throws a user error where it does not, or the process has ended. */
export async function waitUntilReady({ name, log, ended }: Process, url: string, seconds: number): Promise<void> {
  let end: string | undefined;
  void ended.then((sentence) => (end = sentence));
  const deadline = Date.now() + seconds * 1000;
  while (!(await answers(url))) {
    if (end !== undefined || Date.now() > deadline) {
      throw new UserError(end ?? `${name} was not ready after ${seconds} seconds; ${log} says why.`);
    }
    await pause(betweenMs);
  }
}

/** Starts a process on this port or the next free one, and resolves once a path answers there. */
export async function startService(
  preferred: number,
  startOn: (port: number) => Process | Promise<Process>,
  seconds: number,
  path = '/api/health'
): Promise<Service> {
  const port = await freePort(preferred);
  const process = await startOn(port);
  const address = addressOf(port);
  await waitUntilReady(process, `${address}${path}`, seconds);
  return { process, address };
}

/** Starts the simulator with further options, which makes up a past before it answers. */
export const startSimulator = (preferred: number, options: string[] = [], seconds = 60): Promise<Service> =>
  startService(
    preferred,
    (port) => {
      const command = script('simulator/main.ts', '--host', host, '--port', String(port), ...options);
      return start('The simulator', command, join(root, '.run', `simulator-${port}.log`));
    },
    seconds,
    '/simulator/calls'
  );

import { connect, createServer } from 'node:net';

import { Problem } from './project';

const host = '127.0.0.1';
const tries = 20;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** The preferred port of 127.0.0.1, or the next free one after it. Throws a `Problem` after 20 that are taken. */
export async function freePort(preferred: number): Promise<number> {
  for (let port = preferred; port < preferred + tries; port++) {
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Problem(`The ports ${preferred} to ${preferred + tries - 1} are all in use: end a program that uses one.`);
}

/** Whether somebody listens on this port of 127.0.0.1. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** The address of what listens on this port of 127.0.0.1. */
export const addressOf = (port: number) => `http://${host}:${port}`;

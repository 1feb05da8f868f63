import { setTimeout as pause } from 'node:timers/promises';

import type { Child } from './children';
import { Problem } from './project';

/** A program that runs, and where it answers. */
export interface Running {
  child: Child;
  /** Such as `http://127.0.0.1:3000`. */
  address: string;
}

const betweenMs = 250;

/** Waits until `isReady`, at most so many seconds. Throws a `Problem` where the time is over or the program has ended. */
export async function waitUntil(child: Child, isReady: () => Promise<boolean>, seconds: number): Promise<void> {
  let end: string | undefined;
  void child.ended.then((sentence) => (end = sentence));
  const deadline = Date.now() + seconds * 1000;
  while (!(await isReady())) {
    if (end) {
      throw new Problem(end);
    }
    if (Date.now() > deadline) {
      throw new Problem(`${child.name} was not ready after ${seconds} seconds; ${child.log} says why.`);
    }
    await pause(betweenMs);
  }
}

/** Whether the Grafana at this address says that it is well. */
export async function isHealthy(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/api/health`);
    return answer.ok;
  } catch {
    return false;
  }
}

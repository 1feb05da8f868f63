import type { FastifyInstance } from 'fastify';

import { HttpError } from '../httpError';
import type { Simulator } from '../simulator';
import { isWaiting } from './events';

const MAX_LOAD = 100;

/** The simulator's own route that makes a rush of visitors, or ends it. */
export async function addChatControl(server: FastifyInstance, simulator: Simulator): Promise<void> {
  server.post('/simulator/chat', async (request) => {
    const { load } = (request.body ?? {}) as { load?: unknown };
    if (!Number.isInteger(load) || (load as number) < 1 || (load as number) > MAX_LOAD) {
      throw new HttpError(400, `load must be a whole number from 1 to ${MAX_LOAD}, not ${String(load)}.`);
    }
    simulator.currentChat().setLoad(load as number);
    return status(simulator);
  });
}

function status(simulator: Simulator) {
  const { load, now, chats, agents } = simulator.currentChat();
  return {
    now: new Date(now).toISOString(),
    load,
    inQueue: chats.filter(isWaiting).length,
    online: agents.filter(({ status }) => status === 'ONLINE').length,
  };
}

import fastify, { type FastifyError, type FastifyInstance } from 'fastify';

import { addAgentMetrics } from './agentMetrics/routes';
import { addLogin } from './auth/login';
import { addTokenEndpoint } from './auth/oauth2';
import { addBacklog } from './backlog';
import { addChatControl } from './chat/control';
import { addOperationalRealtime } from './chat/routes';
import { addControl } from './control';
import { addDomain } from './domain';
import { addFaultHooks } from './faultHooks';
import { addInteractions } from './interactions/routes';
import { addKeyMessagingMetrics } from './kmm/routes';
import { addLists } from './lists';
import { addMessagingOperations } from './operations/routes';
import { addPictures } from './pictures';
import { errorBody, HttpError } from './httpError';
import type { Simulator } from './simulator';

/** Creates the HTTP server of a simulator; the caller calls listen and close. */
export function buildServer(simulator: Simulator): FastifyInstance {
  const server = fastify({ logger: false, forceCloseConnections: true });
  addFaultHooks(server, simulator);
  server.addHook('onSend', async (_request, reply) => {
    reply.header('date', new Date(simulator.clock.clientsNow()).toUTCString());
  });
  server.setErrorHandler((error: FastifyError | HttpError, _request, reply) => {
    const status = error instanceof HttpError ? error.status : statusOf(error);
    return reply.code(status).send(errorBody(error.message, status));
  });
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody(`There is nothing at ${request.method} ${request.url.split('?')[0]}.`, 404))
  );
  for (const add of [
    addDomain,
    addTokenEndpoint,
    addLogin,
    addKeyMessagingMetrics,
    addInteractions,
    addAgentMetrics,
    addMessagingOperations,
    addOperationalRealtime,
    addLists,
    addPictures,
    addBacklog,
    addChatControl,
    addControl,
  ]) {
    server.register(async (scope) => add(scope, simulator));
  }
  return server;
}

/** An unsupported media type is a bad request in LivePerson's APIs. */
function statusOf(error: FastifyError): number {
  const status = error.statusCode ?? 500;
  return status === 415 ? 400 : status;
}

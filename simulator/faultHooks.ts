import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Service } from './calls';
import type { Fault } from './faults';
import { errorBody } from './httpError';
import { encode, isOdd, makeOdd } from './oddities';
import type { Simulator } from './simulator';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The LivePerson service of a route; the simulator's own routes have none. */
    service?: Service;
  }
  interface FastifyRequest {
    /** The fault to apply to the body of the response. */
    fault?: Fault;
  }
}

const ERROR_PAGE =
  '<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Something went wrong</h1></body></html>';

/** Counts the calls of LivePerson's services, and applies delays, the rate limit and faults. */
export function addFaultHooks(server: FastifyInstance, simulator: Simulator): void {
  server.addHook('onRequest', async (request, reply) => {
    const { service } = request.routeOptions.config;
    return service && applyFault(simulator, service, request, reply);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const { fault } = request;
    if (!fault || typeof payload !== 'string') {
      return payload;
    }
    if (fault.body) {
      return corrupt(fault.body, reply, payload);
    }
    return isOdd(fault) ? oddPayload(fault, reply, payload) : payload;
  });
}

async function applyFault(simulator: Simulator, service: Service, request: FastifyRequest, reply: FastifyReply) {
  const withinRate = simulator.calls.add(service);
  const fault = simulator.faults.take(service, request.url.split('?')[0]!);
  const delay = simulator.options.delay + (fault?.delayMs ?? 0);
  if (delay > 0) {
    await sleep(delay);
  }
  if (!withinRate) {
    return reply.code(429).header('Retry-After', '1').send(errorBody('Too many requests.', 429));
  }
  request.fault = fault;
  if (fault?.reset) {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  if (fault?.retryAfter !== undefined) {
    reply.header('Retry-After', String(fault.retryAfter));
  }
  return fault?.status && reply.code(fault.status).send(errorBody(`Simulated fault ${fault.status}.`, fault.status));
}

/** The body with its oddities, in its encoding. */
function oddPayload(fault: Fault, reply: FastifyReply, payload: string): string | Buffer {
  const text = makeOdd(fault, payload);
  if (!fault.encoding) {
    return text;
  }
  const [encoded, headers] = encode(text, fault.encoding);
  reply.headers(headers);
  return encoded;
}

/** Truncates or replaces the body of a response. */
function corrupt(mode: NonNullable<Fault['body']>, reply: FastifyReply, payload: string): string | Readable {
  if (mode === 'html') {
    reply.type('text/html; charset=utf-8');
    return ERROR_PAGE;
  }
  if (mode === 'empty') {
    return '';
  }
  const part = payload.slice(0, Math.floor(payload.length / 2));
  if (mode === 'broken') {
    reply.header('content-length', Buffer.byteLength(payload));
    return Readable.from(breakConnection(part));
  }
  return part;
}

/** Sends a part and then fails, so that the server closes the connection. */
async function* breakConnection(part: string) {
  yield part;
  await sleep(50);
  throw new Error('Simulated broken connection.');
}

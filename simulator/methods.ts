import type { FastifyInstance } from 'fastify';

import { authorize } from './auth/guard';
import type { Service } from './calls';
import { HttpError } from './httpError';
import type { Simulator } from './simulator';

interface Route {
  Params: { account: string };
  Querystring: Record<string, unknown>;
}

/** The response of a method to a URL's parameters and a body's text: an object, or serialised JSON. */
export type Method = (simulator: Simulator, query: Record<string, unknown>, body: unknown) => object | string;

/** Adds methods that are called by POST with a JSON body. `prefix` must have the parameter `:account`. */
export function addMethods(
  server: FastifyInstance,
  simulator: Simulator,
  prefix: string,
  scope: string,
  methods: Array<[path: string, service: Service, method: Method]>
): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const [path, service, method] of methods) {
    server.post<Route>(
      `${prefix}${path}`,
      { config: { service }, onRequest: authorize(simulator, scope) },
      async (request, reply) => {
        const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
        if (type !== 'application/json') {
          throw new HttpError(400, 'Content-Type must be application/json.');
        }
        return reply.type('application/json; charset=utf-8').send(method(simulator, request.query, request.body));
      }
    );
  }
}

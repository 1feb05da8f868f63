import type { FastifyReply, FastifyRequest } from 'fastify';

import { errorBody } from '../httpError';
import type { Simulator } from '../simulator';

/** How a call was authorized. */
export type AuthorizationKind = 'oauth1' | 'oauth2' | 'login';

/** The kind of a valid Authorization header. */
export function authorizationKind(simulator: Simulator, header = ''): AuthorizationKind {
  if (header.startsWith('OAuth ')) {
    return 'oauth1';
  }
  return simulator.sessions.has(header.replace('Bearer ', '')) ? 'login' : 'oauth2';
}

/** Accepts calls to an account's API with one of the three kinds of authorization, and rejects the others. */
export function authorize(simulator: Simulator, scope?: string) {
  return async (request: FastifyRequest<{ Params: { account: string } }>, reply: FastifyReply) => {
    const header = request.headers.authorization ?? '';
    if (header.startsWith('OAuth ')) {
      const url = `${request.protocol}://${request.host}${request.url}`;
      const problem = simulator.oauth1.check({ method: request.method, url, header });
      if (problem) {
        return reply.code(401).type('application/x-www-form-urlencoded').send(problem);
      }
    } else {
      const error = checkBearer(simulator, header, scope);
      if (error) {
        return reply.code(error.status).send(errorBody(error.message, error.status));
      }
    }
    if (request.params.account !== simulator.options.account) {
      const message = `This authorization is not for account ${request.params.account}.`;
      return reply.code(403).send(errorBody(message, 403));
    }
    return undefined;
  };
}

function checkBearer(simulator: Simulator, header: string, scope: string | undefined) {
  const bearer = /^Bearer (\S+)$/.exec(header)?.[1];
  if (bearer === undefined) {
    return { status: 401, message: 'No authorization was sent.' };
  }
  if (simulator.sessions.has(bearer)) {
    return undefined;
  }
  const token = simulator.tokens.find(bearer);
  if (!token) {
    return { status: 401, message: 'The bearer token is invalid or has expired.' };
  }
  const missing = scope !== undefined && !token.scope.includes(scope);
  return missing ? { status: 403, message: `The token lacks the scope ${scope}.` } : undefined;
}

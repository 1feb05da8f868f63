import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';

import { credentials } from '../options';
import type { Simulator } from '../simulator';

type Form = Record<string, string | string[] | undefined>;

/** Sentinel's OAuth 2 token endpoint, client credentials, v2 (API description, section 2.3). */
export async function addTokenEndpoint(server: FastifyInstance, simulator: Simulator): Promise<void> {
  await server.register(formbody);
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, undefined));
  server.removeContentTypeParser('application/json');
  const config = { service: 'token' } as const;

  server.post<{ Params: { account: string } }>(
    '/sentinel/api/v2/account/:account/app/token',
    { config },
    async (request, reply) => {
      reply.header('Cache-Control', 'no-store');
      if (request.params.account !== simulator.options.account) {
        return reply.code(404).send(oauthError('invalid_request', `There is no account ${request.params.account}.`));
      }
      const failure = checkForm(request.body as Form | undefined);
      if (failure) {
        return reply.code(failure.status).send(failure.body);
      }
      return simulator.tokens.issue(simulator.options.account, credentials.clientId, simulator.options.scope);
    }
  );
  server.get('/sentinel/well-known/jwks', { config }, async () => simulator.tokens.keySet());
}

function checkForm(form: Form | undefined) {
  if (!form) {
    return { status: 400, body: oauthError('invalid_request', 'The body must be application/x-www-form-urlencoded.') };
  }
  if (form.grant_type !== 'client_credentials') {
    return { status: 400, body: oauthError('unsupported_grant_type', 'grant_type must be client_credentials.') };
  }
  if (!form.client_id || !form.client_secret) {
    return { status: 400, body: oauthError('invalid_request', 'client_id and client_secret must be in the body.') };
  }
  if (form.client_id !== credentials.clientId || form.client_secret !== credentials.clientSecret) {
    return { status: 401, body: oauthError('invalid_client', 'Client authentication failed.') };
  }
  return undefined;
}

function oauthError(error: string, description: string) {
  return { error, error_description: description };
}

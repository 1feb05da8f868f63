import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { baseURIs } from '../domain';
import { credentials } from '../options';
import type { Simulator } from '../simulator';

interface Route {
  Params: { account: string };
  Querystring: { v?: string };
}

/** User login, keep-alive and logout (API description, section 2.1). */
export async function addLogin(server: FastifyInstance, simulator: Simulator): Promise<void> {
  const config = { service: 'login' } as const;
  const path = '/api/account/:account';

  server.post<Route>(`${path}/login`, { config }, async (request, reply) => {
    const status = checkLogin(simulator, request);
    if (status !== undefined) {
      return sendError(reply, status);
    }
    const session = simulator.sessions.start();
    reply.header('Set-Cookie', `Session_id=${session.cookie}; Path=/; HttpOnly`);
    return { ...loginResponse(simulator, request.host), csrf: session.csrf, bearer: session.bearer };
  });

  for (const action of ['refresh', 'logout'] as const) {
    server.post<Route>(`${path}/${action}`, { config }, async (request, reply) => {
      const { csrf } = (request.body ?? {}) as { csrf?: unknown };
      const cookie = /(?:^|;\s*)Session_id=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
      if (request.params.account !== simulator.options.account || !simulator.sessions.keepAlive(cookie, csrf)) {
        return sendError(reply, 401);
      }
      if (action === 'logout') {
        simulator.sessions.end();
      }
      return reply.code(200).send();
    });
  }
}

function checkLogin(simulator: Simulator, request: FastifyRequest<Route>): number | undefined {
  if (simulator.sessions.exceedsLimit()) {
    return 429;
  }
  const { username, password } = (request.body ?? {}) as { username?: unknown; password?: unknown };
  if (request.query.v !== '1.3' || typeof username !== 'string' || typeof password !== 'string') {
    return 400;
  }
  const known = username === credentials.username && password === credentials.password;
  return known && request.params.account === simulator.options.account ? undefined : 401;
}

function sendError(reply: FastifyReply, status: number): FastifyReply {
  const names: Record<number, [string, string]> = {
    400: ['BAD_REQUEST', 'The query must have v=1.3 and the body username and password as JSON.'],
    401: ['UNAUTHORIZED', 'The username, password, cookie or csrf is wrong.'],
    429: ['TOO_MANY_REQUESTS', 'Too many logins; wait 5 seconds.'],
  };
  const [responseStatus, message] = names[status]!;
  const time = new Date().toISOString().slice(0, 19).replace('T', ' ');
  return reply.code(status).send({ error: { time, message, internalCode: 10, responseStatus } });
}

function loginResponse(simulator: Simulator, host: string) {
  const { account } = simulator.centre;
  return {
    wsuk: '8a2f',
    config: {
      loginName: credentials.username,
      userId: '3100009999',
      userPrivileges: [1, 12, 76],
      serverCurrentTime: simulator.clock.now(),
      serverTimeZoneName: account.timeZone,
      isLPA: false,
      isAdmin: false,
      accountTimeZoneId: account.timeZone,
    },
    csdsCollectionResponse: { baseURIs: baseURIs(account.id, host) },
    accountData: {
      agentGroupsData: {
        items: account.groups.map(({ id, name }) => ({ id: Number(id), deleted: false, name })),
        revision: 1,
      },
    },
    sessionTTl: String(simulator.sessions.lifetime),
  };
}

import type { FastifyInstance } from 'fastify';

import { guard } from '../auth/guard';
import { RETENTION } from '../centre/centre';
import { Refusal } from '../refusal';
import type { Simulator } from '../simulator';
import { answer } from './answer';
import { readBody } from './body';
import { count } from './count';
import { readPage } from './paging';

const SCOPE = 'messaging.key.metrics.read.external';

interface Route {
  Params: { account: string };
  Querystring: Record<string, unknown>;
}

/** The metrics method of Key Messaging Metrics (API description, sections 3 and 3.1). */
export async function addMetrics(server: FastifyInstance, simulator: Simulator): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.post<Route>(
    '/manager_workspace/api/account/:account/metrics',
    { config: { service: 'metrics' }, onRequest: guard(simulator, SCOPE) },
    async (request) => {
      const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
      if (type !== 'application/json') {
        throw new Refusal(400, 'Content-Type must be application/json.');
      }
      const page = readPage(request.query);
      const centre = simulator.present();
      const body = readBody(request.body, centre.now, RETENTION);
      const counted = count(centre, body);
      return answer(centre.account, body, page, counted, simulator.options.omitZero);
    }
  );
}

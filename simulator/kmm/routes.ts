import type { FastifyInstance } from 'fastify';

import { authorize } from '../auth/guard';
import type { Service } from '../calls';
import { HttpError } from '../httpError';
import type { Simulator } from '../simulator';
import { agentViewResponse } from './agents/response';
import { metricsResponse } from './response';
import { availabilityResponse } from './availability';
import { readBody } from './requestBody';
import { countMetrics } from './count';
import { historicalResponse } from './historical';
import { readPage } from './paging';

const SCOPE = 'messaging.key.metrics.read.external';

interface Route {
  Params: { account: string };
  Querystring: Record<string, unknown>;
}

/** The response of a method: an object, or serialised JSON. */
type Method = (simulator: Simulator, query: Record<string, unknown>, body: unknown) => object | string;

const methods: Array<[path: string, service: Service, method: Method]> = [
  ['metrics', 'metrics', metricsMethod],
  ['agent_view', 'agent_view', agentViewResponse],
  ['historical', 'historical', historicalResponse],
  ['skill/availability', 'availability', availabilityResponse],
];

/** The methods of Key Messaging Metrics (API description, section 3). */
export async function addKeyMessagingMetrics(server: FastifyInstance, simulator: Simulator): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const [path, service, method] of methods) {
    server.post<Route>(
      `/manager_workspace/api/account/:account/${path}`,
      { config: { service }, onRequest: authorize(simulator, SCOPE) },
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

function metricsMethod(simulator: Simulator, query: Record<string, unknown>, text: unknown): object {
  const page = readPage(query);
  const centre = simulator.currentCentre();
  const body = readBody(text, centre.now);
  return metricsResponse(centre.account, body, page, countMetrics(centre, body), simulator.options.omitZero);
}

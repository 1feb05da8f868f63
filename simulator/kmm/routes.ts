import type { FastifyInstance } from 'fastify';

import { addMethods } from '../methods';
import { scopes } from '../options';
import type { Simulator } from '../simulator';
import { agentViewResponse } from './agents/response';
import { metricsResponse } from './response';
import { availabilityResponse } from './availability';
import { readBody } from './requestBody';
import { countMetrics } from './count';
import { historicalResponse } from './historical';
import { readPage } from './paging';

/** The methods of Key Messaging Metrics (API description, section 3). */
export async function addKeyMessagingMetrics(server: FastifyInstance, simulator: Simulator): Promise<void> {
  addMethods(server, simulator, '/manager_workspace/api/account/:account/', scopes.metrics, [
    ['metrics', 'metrics', metricsMethod],
    ['agent_view', 'agent_view', agentViewResponse],
    ['historical', 'historical', historicalResponse],
    ['skill/availability', 'availability', availabilityResponse],
  ]);
}

function metricsMethod(simulator: Simulator, query: Record<string, unknown>, text: unknown): object {
  const page = readPage(query);
  const centre = simulator.currentCentre();
  const body = readBody(text, centre.now);
  return metricsResponse(centre.account, body, page, countMetrics(centre, body), simulator.options.omitZero);
}

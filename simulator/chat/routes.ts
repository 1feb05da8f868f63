import type { FastifyInstance, FastifyRequest } from 'fastify';

import { authorize } from '../auth/guard';
import type { Service } from '../calls';
import { readQuery, readQueryAndBody, type Parameters } from '../operations/parameters';
import { scopes } from '../options';
import type { Simulator } from '../simulator';
import { activityParameters, activityResponse } from './activity';
import { agentActivityParameters, agentActivityResponse } from './agentActivity';
import { wrap, type ChatRequest } from './method';
import { queueHealthParameters, queueHealthResponse } from './queueHealth';
import { queueStateParameters, queueStateResponse } from './queueState';
import { serviceLevelParameters, serviceLevelResponse } from './serviceLevel';

interface Route {
  Params: { account: string };
  Querystring: Record<string, unknown>;
}

/** A method of the API. */
interface Method {
  name: Service;
  parameters: string[];
  respond: (request: ChatRequest) => object;
  /** Whether the parameters may be sent as a JSON body too. */
  hasPost?: boolean;
}

const methods: Method[] = [
  { name: 'queuehealth', parameters: queueHealthParameters, respond: queueHealthResponse },
  { name: 'engactivity', parameters: activityParameters, respond: activityResponse },
  { name: 'agentactivity', parameters: agentActivityParameters, respond: agentActivityResponse, hasPost: true },
  { name: 'queuestate', parameters: queueStateParameters, respond: queueStateResponse },
  { name: 'sla', parameters: serviceLevelParameters, respond: serviceLevelResponse },
];

/** The Operational Realtime API (API description, section 6): chats. */
export async function addOperationalRealtime(server: FastifyInstance, simulator: Simulator): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const { name, parameters: known, respond, hasPost } of methods) {
    const url = `/operations/api/account/:account/${name}`;
    const options = { config: { service: name }, onRequest: authorize(simulator, scopes.realtime) };
    const handle = (read: (request: FastifyRequest<Route>) => Parameters) => async (request: FastifyRequest<Route>) => {
      const floor = simulator.currentChat();
      const parameters = read(request);
      return wrap(parameters, respond({ simulator, floor, parameters }));
    };
    server.get<Route>(
      url,
      options,
      handle(({ query }) => readQuery(query, known))
    );
    if (hasPost) {
      server.post<Route>(
        url,
        options,
        handle(({ query, body }) => readQueryAndBody(query, body, known))
      );
    }
  }
}

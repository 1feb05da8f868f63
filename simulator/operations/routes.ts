import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { authorizationKind, authorize } from '../auth/guard';
import type { Service } from '../calls';
import { errorBody } from '../httpError';
import { scopes } from '../options';
import type { Simulator } from '../simulator';
import { agentSegmentParameters, agentSegmentsResponse } from './agentSegments';
import { conversationParameters, conversationResponse } from './conversations';
import { csatParameters, csatResponse } from './csat';
import { currentQueueParameters, currentQueueResponse } from './currentQueueHealth';
import { readQuery, readQueryAndBody, type Parameters } from './parameters';
import { queueHealthParameters, queueHealthResponse } from './queueHealth';
import { queueByGroupParameters, queueByGroupResponse } from './queueHealthByGroup';
import { skillSegmentParameters, skillSegmentsResponse } from './skillSegments';

interface Route {
  Params: { account: string };
  Querystring: Record<string, unknown>;
}

/** A method of the API. */
interface Method {
  paths: string[];
  service: Service;
  parameters: string[];
  respond: (simulator: Simulator, parameters: Parameters) => object;
  /** Whether the parameters may be sent as a JSON body too. */
  hasPost?: boolean;
  /** Whether its first version is for OAuth 1 only and its second for OAuth 2 only; users may call both. */
  isBoundToOAuth?: boolean;
}

const methods: Method[] = [
  {
    paths: ['msgconversation'],
    service: 'msgconversation',
    parameters: conversationParameters,
    respond: conversationResponse,
    hasPost: true,
  },
  {
    paths: ['msgcsatdistribution'],
    service: 'msgcsatdistribution',
    parameters: csatParameters,
    respond: csatResponse,
    hasPost: true,
  },
  {
    paths: ['msgqueuehealth'],
    service: 'msgqueuehealth',
    parameters: queueHealthParameters,
    respond: queueHealthResponse,
  },
  {
    paths: ['msgqueuehealth/current', 'msgqueuehealth/current/'],
    service: 'msgqueuehealth_current',
    parameters: currentQueueParameters,
    respond: currentQueueResponse,
    isBoundToOAuth: true,
  },
  {
    paths: ['msgqueuehealthbygroup/current', 'msgqueuehealthbygroup/current/'],
    service: 'msgqueuehealthbygroup',
    parameters: queueByGroupParameters,
    respond: queueByGroupResponse,
  },
  {
    paths: ['msgskillsegments'],
    service: 'msgskillsegments',
    parameters: skillSegmentParameters,
    respond: skillSegmentsResponse,
  },
  {
    paths: ['msgagentsegments'],
    service: 'msgagentsegments',
    parameters: agentSegmentParameters,
    respond: agentSegmentsResponse,
  },
];

/** The Messaging Operations API (API description, section 4). */
export async function addMessagingOperations(server: FastifyInstance, simulator: Simulator): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  for (const method of methods) {
    const onRequest = [
      authorize(simulator, scopes.operations),
      ...(method.isBoundToOAuth ? [checkVersion(simulator)] : []),
    ];
    const options = { config: { service: method.service }, onRequest };
    for (const path of method.paths) {
      const url = `/operations/api/account/:account/${path}`;
      server.get<Route>(url, options, async (request) =>
        method.respond(simulator, readQuery(request.query, method.parameters))
      );
      if (method.hasPost) {
        server.post<Route>(url, options, async (request) =>
          method.respond(simulator, readQueryAndBody(request.query, request.body, method.parameters))
        );
      }
    }
  }
}

/** Rejects a version that the kind of authorization may not use (API description, section 2.5). */
function checkVersion(simulator: Simulator) {
  return async (request: FastifyRequest<Route>, reply: FastifyReply) => {
    const kind = authorizationKind(simulator, request.headers.authorization);
    const { v } = request.query;
    const message =
      kind === 'oauth2' && v === '1'
        ? 'v=1 of this method is for OAuth 1 only.'
        : kind === 'oauth1' && v === '2'
          ? 'v=2 of this method is for OAuth 2 only.'
          : undefined;
    return message && reply.code(401).send(errorBody(message, 401));
  };
}

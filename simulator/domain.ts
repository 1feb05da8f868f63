import type { FastifyInstance } from 'fastify';

import type { Simulator } from './simulator';

const services = [
  'agentManagerWorkspace',
  'leDataReporting',
  'msgHist',
  'accountConfigReadOnly',
  'accountConfigReadWrite',
  'agentVep',
  'sentinel',
];

interface Route {
  Params: { account: string; service: string };
  Querystring: { version?: string };
}

/** The hosts of an account's services: all are the requested host. */
export function baseURIs(account: string, host: string) {
  return services.map((service) => ({ service, account, baseURI: host }));
}

/** The Domain API (API description, section 1), with and without `.json`. */
export async function addDomain(server: FastifyInstance, simulator: Simulator): Promise<void> {
  const config = { service: 'domain' } as const;
  for (const ending of ['baseURI.json', 'baseURI']) {
    server.get<Route>(`/api/account/:account/service/:service/${ending}`, { config }, async (request, reply) => {
      const problem = check(simulator, request.params.account, request.query.version);
      if (problem) {
        return reply.code(problem.status).send({ message: problem.message });
      }
      const { account, service } = request.params;
      const found = baseURIs(account, request.host).find((entry) => entry.service === service);
      return found ?? reply.code(404).send({ message: `There is no service ${service}.` });
    });
    server.get<Route>(`/api/account/:account/service/${ending}`, { config }, async (request, reply) => {
      const problem = check(simulator, request.params.account, request.query.version);
      if (problem) {
        return reply.code(problem.status).send({ message: problem.message });
      }
      return { baseURIs: baseURIs(request.params.account, request.host) };
    });
  }
}

function check(simulator: Simulator, account: string, version: string | undefined) {
  if (version !== '1.0') {
    return { status: 400, message: 'The query must have version=1.0.' };
  }
  return account === simulator.options.account
    ? undefined
    : { status: 404, message: `There is no account ${account}.` };
}

import type { AddressInfo } from 'node:net';

import type { FastifyInstance } from 'fastify';

import type { Agent } from './contactCentre/account';
import { HttpError } from './httpError';
import type { Simulator } from './simulator';

const EVERY_NTH_WITHOUT = 6;

const hasPicture = ({ index }: Agent) => index % EVERY_NTH_WITHOUT !== EVERY_NTH_WITHOUT - 1;

/** A picture of an agent's initials. */
function drawInitials({ index, name }: Agent): string {
  const initials = name.replace(/[^\p{L}\s]/gu, '').replace(/(\p{L})\p{L}*\s?/gu, '$1');
  const colour = `hsl(${(index * 47) % 360},45%,42%)`;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">' +
    `<rect width="64" height="64" fill="${colour}"/>` +
    '<text x="32" y="41" fill="#fff" font-family="sans-serif" font-size="26" text-anchor="middle">' +
    `${initials.slice(0, 2)}</text></svg>`
  );
}

/** Sets the address of an agent's picture, as an administrator does; an empty one is none. */
function setPicture({ centre }: Simulator, body: unknown) {
  const { id, url } = (body ?? {}) as { id?: unknown; url?: unknown };
  const agent = centre.account.agents.find((known) => known.id === String(id));
  if (!agent) {
    throw new HttpError(400, `There is no agent ${String(id)}.`);
  }
  if (typeof url !== 'string') {
    throw new HttpError(400, 'url must be a text; an empty one is no picture.');
  }
  agent.pictureUrl = url || undefined;
  return { id: agent.id, url };
}

/** Gives agents pictures at the simulator's own address, if that is one of this machine: no other can be told to them. */
function givePictures({ centre }: Simulator, { address, port }: AddressInfo): void {
  if (address === '127.0.0.1') {
    for (const agent of centre.account.agents.filter(hasPicture)) {
      agent.pictureUrl ??= `http://127.0.0.1:${port}/pictures/${agent.id}.svg`;
    }
  }
}

/** The pictures of agents; every sixth one has none. */
export async function addPictures(server: FastifyInstance, simulator: Simulator): Promise<void> {
  const { account } = simulator.centre;
  server.addHook('onListen', async () => givePictures(simulator, server.server.address() as AddressInfo));
  server.get<{ Params: { id: string } }>('/pictures/:id.svg', async (request, reply) => {
    const agent = account.agents.find(({ id }) => id === request.params.id);
    if (!agent) {
      throw new HttpError(404, `There is no picture of ${request.params.id}.`);
    }
    return reply.type('image/svg+xml').send(drawInitials(agent));
  });
  server.post('/simulator/pictures', async (request) => setPicture(simulator, request.body));
}

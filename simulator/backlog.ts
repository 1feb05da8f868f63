import type { FastifyInstance } from 'fastify';

import { HttpError } from './httpError';
import { readSkills } from './readSkills';
import type { Simulator } from './simulator';

const MAX_CONVERSATIONS = 10_000;

/** The simulator's own routes that open many conversations at once, and close them. */
export async function addBacklog(server: FastifyInstance, simulator: Simulator): Promise<void> {
  server.post('/simulator/backlog', async (request) => openBacklog(simulator, request.body));
  server.delete('/simulator/backlog', async () => {
    const centre = simulator.currentCentre();
    centre.backlog.close(centre.now);
    return openCounts(simulator);
  });
}

/** The open conversations, and how many of them are in a queue. */
export function openCounts({ centre }: Simulator) {
  const open = [...centre.open];
  return { open: open.length, inQueue: open.filter(({ agentState }) => !agentState).length };
}

function openBacklog(simulator: Simulator, body: unknown) {
  const {
    conversations,
    skillIds = [],
    assignedShare = 0,
  } = (body ?? {}) as { conversations?: unknown; skillIds?: unknown; assignedShare?: unknown };
  if (!isNumberIn(conversations, 1, MAX_CONVERSATIONS) || !Number.isInteger(conversations)) {
    throw new HttpError(400, `conversations must be a whole number from 1 to ${MAX_CONVERSATIONS}.`);
  }
  if (!isNumberIn(assignedShare, 0, 1)) {
    throw new HttpError(400, 'assignedShare must be a number from 0 to 1.');
  }
  const centre = simulator.currentCentre();
  const wanted = readSkills(centre.account, skillIds);
  const skills = wanted.length > 0 ? wanted : centre.account.skills.filter(({ deleted }) => !deleted);
  centre.backlog.open(skills, { conversations, assignedShare }, centre.now);
  return openCounts(simulator);
}

function isNumberIn(value: unknown, from: number, to: number): value is number {
  return typeof value === 'number' && value >= from && value <= to;
}

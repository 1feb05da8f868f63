import type { FastifyInstance } from 'fastify';

import type { ExpiresIn } from './auth/tokens';
import { openBooks } from './books/books';
import { DAY, MINUTE } from './centre/time';
import { readScenario } from './options';
import { Refusal } from './refusal';
import type { Simulator } from './simulator';

const MOST_INTENSITY = 500;

/** The simulator's own routes: its state, its books, and what tests change. */
export async function addControl(server: FastifyInstance, simulator: Simulator): Promise<void> {
  server.get('/simulator', async () => status(simulator));
  server.get<{ Querystring: Record<string, string | undefined> }>('/simulator/books', async (request) =>
    showBooks(simulator, request.query)
  );
  server.post('/simulator/scenario', async (request) => changeScenario(simulator, request.body));
  server.post('/simulator/clock', async (request) => moveClock(simulator, request.body));
  server.post('/simulator/faults', async (request) => {
    simulator.faults.add(request.body);
    return { faults: simulator.faults.active };
  });
  server.delete('/simulator/faults', async () => {
    simulator.faults.clear();
    return { faults: [] };
  });
  server.get('/simulator/calls', async () => simulator.calls.report());
  server.delete('/simulator/calls', async () => {
    simulator.calls.reset();
    return simulator.calls.report();
  });
  server.post('/simulator/tokens/revoke', async () => {
    simulator.tokens.revokeAll();
    simulator.sessions.end();
    return {};
  });
  server.post('/simulator/token-format', async (request) => changeTokenFormat(simulator, request.body));
}

function status(simulator: Simulator) {
  const { centre, options } = simulator;
  simulator.present();
  return {
    account: options.account,
    seed: options.seed,
    now: new Date(centre.now).toISOString(),
    frozen: simulator.clock.frozen,
    scenario: centre.scenario,
    timeZone: options.timeZone,
    agents: centre.account.agents.length,
    skills: centre.account.skills.length,
    groups: centre.account.groups.length,
    conversations: centre.journal.conversations,
  };
}

function showBooks(simulator: Simulator, query: Record<string, string | undefined>) {
  const centre = simulator.present();
  const list = (text: string | undefined) => text?.split(',').filter((id) => id !== '');
  const to = Math.ceil(time(query.to, centre.now, 'to') / MINUTE) * MINUTE;
  const from = Math.floor(time(query.from, to - DAY, 'from') / MINUTE) * MINUTE;
  const question = {
    from,
    to,
    skillIds: list(query.skillIds),
    groupIds: list(query.groupIds),
    agentIds: list(query.agentIds),
  };
  return { from, to, now: centre.now, ...openBooks(centre, question) };
}

function time(text: string | undefined, otherwise: number, name: string): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value)) {
    throw new Refusal(400, `${name} must be epoch milliseconds, not "${text}".`);
  }
  return value;
}

function changeScenario(simulator: Simulator, body: unknown) {
  const {
    name,
    skillIds = [],
    intensity,
  } = (body ?? {}) as { name?: unknown; skillIds?: unknown; intensity?: unknown };
  if (intensity !== undefined && !isIntensity(intensity)) {
    throw new Refusal(400, `intensity must be a whole number from 1 to ${MOST_INTENSITY}, not ${String(intensity)}.`);
  }
  const ids: unknown[] = Array.isArray(skillIds) ? skillIds : [skillIds];
  const skills = ids.map((id) => {
    const skill = simulator.centre.account.skills.find((known) => known.id === String(id));
    if (!skill) {
      throw new Refusal(400, `There is no skill ${String(id)}.`);
    }
    return skill;
  });
  try {
    simulator.present().change(readScenario(name), skills, intensity);
  } catch (error) {
    throw new Refusal(400, (error as Error).message);
  }
  return status(simulator);
}

function isIntensity(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_INTENSITY;
}

function moveClock(simulator: Simulator, body: unknown) {
  const { advanceMs } = (body ?? {}) as { advanceMs?: unknown };
  if (!simulator.clock.frozen) {
    throw new Refusal(409, 'The clock runs; only a frozen one (--freeze) can be moved on.');
  }
  if (!Number.isInteger(advanceMs) || (advanceMs as number) < 0) {
    throw new Refusal(400, 'advanceMs must be a whole number of milliseconds that is not negative.');
  }
  simulator.clock.moveOn(advanceMs as number);
  return status(simulator);
}

function changeTokenFormat(simulator: Simulator, body: unknown) {
  const formats: ExpiresIn[] = ['string', 'number', 'absent'];
  const wanted = ((body ?? {}) as { expiresIn?: unknown }).expiresIn;
  const format = formats.find((known) => known === wanted);
  if (!format) {
    throw new Refusal(400, `expiresIn must be one of ${formats.join(', ')}.`);
  }
  simulator.tokens.expiresIn = format;
  return { expiresIn: format };
}

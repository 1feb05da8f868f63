import type { FastifyInstance } from 'fastify';

import type { ExpiresIn } from './auth/tokens';
import { openCounts } from './backlog';
import type { UserType } from './contactCentre/account';
import { computeBooks } from './oracle/books';
import { DAY, MINUTE } from './contactCentre/time';
import { metricsDataFormats } from './operations/intervals';
import { MAX_LOAD, readScenario } from './options';
import { readSkills } from './readSkills';
import { rename } from './rename';
import { HttpError } from './httpError';
import type { Simulator } from './simulator';

const MAX_INTENSITY = 500;

/** The simulator's own routes: its state, the oracle, and what tests control. */
export async function addControl(server: FastifyInstance, simulator: Simulator): Promise<void> {
  server.get('/simulator', async () => status(simulator));
  server.get<{ Querystring: Record<string, string | undefined> }>('/simulator/books', async (request) =>
    oracleValues(simulator, request.query)
  );
  server.post('/simulator/scenario', async (request) => setScenario(simulator, request.body));
  server.post('/simulator/names', async (request) => rename(simulator, request.body));
  server.post('/simulator/clock', async (request) => advanceClock(simulator, request.body));
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
  server.post('/simulator/interval-format', async (request) => setIntervalFormat(simulator, request.body));
  server.post('/simulator/token-format', async (request) => setTokenFormat(simulator, request.body));
}

function status(simulator: Simulator) {
  const { centre, options } = simulator;
  simulator.currentCentre();
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
    ...openCounts(simulator),
  };
}

function oracleValues(simulator: Simulator, params: Record<string, string | undefined>) {
  const centre = simulator.currentCentre();
  const chats = simulator.chat && simulator.currentChat();
  const list = (text: string | undefined) => text?.split(',').filter((id) => id !== '');
  const step = params.exact === 'true' ? 1 : MINUTE;
  const to = Math.ceil(time(params.to, centre.now, 'to') / step) * step;
  const from = Math.floor(time(params.from, to - DAY, 'from') / step) * step;
  const query = {
    from,
    to,
    skillIds: list(params.skillIds),
    groupIds: list(params.groupIds),
    agentIds: list(params.agentIds),
    userTypes: list(params.userTypes)?.map(userType),
    ofAgents: params.ofAgents === undefined ? undefined : params.ofAgents === 'true',
    openedWithin: amount(params.openedWithin, 'openedWithin'),
    serviceLevelSeconds: amount(params.serviceLevelSeconds, 'serviceLevelSeconds'),
    chatServiceLevelSeconds: amount(params.chatServiceLevelSeconds, 'chatServiceLevelSeconds'),
    channels: list(params.channels),
    states: list(params.states),
    timeZone: timeZone(params.timeZone),
  };
  return { from, to, now: centre.now, ...computeBooks(centre, chats, query) };
}

function time(text: string | undefined, otherwise: number, name: string): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value)) {
    throw new HttpError(400, `${name} must be epoch milliseconds, not "${text}".`);
  }
  return value;
}

function timeZone(name: string | undefined): string | undefined {
  try {
    Intl.DateTimeFormat('en-US', { timeZone: name });
    return name;
  } catch {
    throw new HttpError(400, `timeZone must be an IANA name, not "${name}".`);
  }
}

function userType(name: string): UserType {
  if (name !== 'HUMAN' && name !== 'BOT') {
    throw new HttpError(400, `userTypes must be HUMAN or BOT, not "${name}".`);
  }
  return name;
}

function amount(text: string | undefined, name: string): number | undefined {
  if (text !== undefined && !/^\d{1,9}$/.test(text)) {
    throw new HttpError(400, `${name} must be a whole number that is not negative, not "${text}".`);
  }
  return text === undefined ? undefined : Number(text);
}

function setScenario(simulator: Simulator, body: unknown) {
  const {
    name,
    skillIds = [],
    intensity,
    load,
  } = (body ?? {}) as { name?: unknown; skillIds?: unknown; intensity?: unknown; load?: unknown };
  checkAmount('intensity', intensity, MAX_INTENSITY);
  checkAmount('load', load, MAX_LOAD);
  const skills = readSkills(simulator.centre.account, skillIds);
  try {
    simulator.currentCentre().setScenario(readScenario(name), skills, intensity, load);
  } catch (error) {
    throw new HttpError(400, (error as Error).message);
  }
  return status(simulator);
}

function checkAmount(name: string, value: unknown, max: number): asserts value is number | undefined {
  if (value !== undefined && !(Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max)) {
    throw new HttpError(400, `${name} must be a whole number from 1 to ${max}, not ${String(value)}.`);
  }
}

function advanceClock(simulator: Simulator, body: unknown) {
  const { advanceMs } = (body ?? {}) as { advanceMs?: unknown };
  if (!simulator.clock.frozen) {
    throw new HttpError(409, 'The clock runs; only a frozen one (--freeze) can be moved on.');
  }
  if (!Number.isInteger(advanceMs) || (advanceMs as number) < 0) {
    throw new HttpError(400, 'advanceMs must be a whole number of milliseconds that is not negative.');
  }
  simulator.clock.advance(advanceMs as number);
  return status(simulator);
}

function setIntervalFormat(simulator: Simulator, body: unknown) {
  const wanted = ((body ?? {}) as { metricsData?: unknown }).metricsData;
  const format = metricsDataFormats.find((known) => known === wanted);
  if (!format && wanted !== null) {
    throw new HttpError(400, `metricsData must be one of ${metricsDataFormats.join(', ')}, or null.`);
  }
  simulator.metricsData = format;
  return { metricsData: format ?? null };
}

function setTokenFormat(simulator: Simulator, body: unknown) {
  const formats: ExpiresIn[] = ['string', 'number', 'absent'];
  const wanted = ((body ?? {}) as { expiresIn?: unknown }).expiresIn;
  const format = formats.find((known) => known === wanted);
  if (!format) {
    throw new HttpError(400, `expiresIn must be one of ${formats.join(', ')}.`);
  }
  simulator.tokens.expiresIn = format;
  return { expiresIn: format };
}

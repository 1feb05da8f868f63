import type { Simulator } from '../simulator';
import { readObject, rejectUnknown, parseBody, readUserTypes } from './fields';

const MAX_ROWS = 1000;
const fields = { ONLINE: 'onlineAgents', AWAY: 'awayAgents', BACK_SOON: 'backSoonAgents' } as const;

interface Availability {
  skillId: number;
  onlineAgents?: number;
  awayAgents?: number;
  backSoonAgents?: number;
}

/**
 * The skill availability method (API description, section 3.4): how many agents of each status a skill has.
 * Skills without agents who are logged in, and counts of 0, are left out. Throws an `HttpError` with status 400.
 */
export function availabilityResponse(simulator: Simulator, _query: unknown, text: unknown) {
  const types = readTypes(text);
  const { account, agents } = simulator.currentCentre();
  const rows = new Map<number, Availability>();
  for (const { agent, status } of agents) {
    if (status === 'OFFLINE' || (types && !types.includes(agent.type))) {
      continue;
    }
    for (const skill of agent.skills) {
      const row = rows.get(skill) ?? { skillId: Number(account.skills[skill]!.id) };
      row[fields[status]] = (row[fields[status]] ?? 0) + 1;
      rows.set(skill, row);
    }
  }
  const skillAvailabilities = [...rows.values()].sort((a, b) => a.skillId - b.skillId).slice(0, MAX_ROWS);
  return { metadata: { count: skillAvailabilities.length }, skillAvailabilities };
}

function readTypes(text: unknown) {
  const body = parseBody(text);
  rejectUnknown(body, ['filters'], 'the body');
  const filters = readObject(body.filters ?? {}, 'filters');
  rejectUnknown(filters, ['userTypes'], 'filters');
  return readUserTypes(filters.userTypes, ['SYSTEM', 'HUMAN', 'BOT']);
}

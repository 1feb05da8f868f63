import { HttpError } from './httpError';
import type { Simulator } from './simulator';

/**
 * Renames a skill, an agent group or an agent, as an administrator does. An empty name is one that Key Messaging Metrics
 * does not know: it says "NA", while the lists have the last name.
 */
export function rename(simulator: Simulator, body: unknown) {
  const { id, name } = (body ?? {}) as { id?: unknown; name?: unknown };
  const { skills, groups, agents } = simulator.centre.account;
  const item = [...skills, ...groups, ...agents].find((known) => known.id === String(id));
  if (!item) {
    throw new HttpError(400, `There is no skill, agent group or agent ${String(id)}.`);
  }
  if (typeof name !== 'string') {
    throw new HttpError(400, 'name must be a text; an empty one is a name that is not known.');
  }
  item.isNameless = name === '';
  item.name = name || item.name;
  return { id: item.id, name: item.name, isNameless: item.isNameless };
}

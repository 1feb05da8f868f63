import type { Account, Skill } from './contactCentre/account';
import { HttpError } from './httpError';

/** The skills with these ids, one or a list. Throws an `HttpError` with status 400 for an unknown one. */
export function readSkills({ skills }: Account, value: unknown): Skill[] {
  const ids: unknown[] = Array.isArray(value) ? value : [value];
  return ids.map((id) => {
    const skill = skills.find((known) => known.id === String(id));
    if (!skill) {
      throw new HttpError(400, `There is no skill ${String(id)}.`);
    }
    return skill;
  });
}

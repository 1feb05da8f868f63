import { kpis as catalogue } from '../../catalogue';
import { kpisFor } from '../query/change';
import { groupPaths } from '../groupPaths';
import { getAgents, getGroups, getSkills, type Backend, type Named } from '../resources';
import type { VariableQuery } from './model';

/** A choice of a dashboard variable: a name to read, an id as value. */
export interface Choice {
  text: string;
  value: string;
}

function choices(named: Named[]): Choice[] {
  return named.map(({ id, name }) => ({ text: name, value: id }));
}

/** Each group after the groups it is part of, so that their order by name is the order of the tree. */
async function groupChoices(backend: Backend): Promise<Choice[]> {
  return [...groupPaths(await getGroups(backend))].map(([value, text]) => ({ text, value }));
}

function kpiChoices({ rows }: VariableQuery): Choice[] {
  const fitting = rows ? kpisFor(rows) : catalogue;
  return fitting.map(({ id, label }) => ({ text: label, value: id }));
}

/** What a dashboard variable offers. Rejects when names cannot be loaded. */
export async function listChoices(backend: Backend, query: VariableQuery): Promise<Choice[]> {
  switch (query.kind) {
    case 'skills':
      return choices(await getSkills(backend));
    case 'groups':
      return groupChoices(backend);
    case 'agents':
      return choices(await getAgents(backend));
    case 'kpis':
      return kpiChoices(query);
  }
}

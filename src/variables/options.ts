import { kpis as catalogue } from '../../catalogue';
import { distinctNames } from '../distinctNames';
import { groupPaths } from '../groupPaths';
import { kpisFor } from '../query/change';
import { channelNames, stateNames } from '../query/conversations';
import { getAgents, getGroups, getSkills, type Backend, type Entity } from '../resources';
import type { VariableQuery } from './model';

/** An option of a dashboard variable: a name as text, an id as value. */
export interface VariableOption {
  text: string;
  value: string;
}

function toOptions(named: Entity[]): VariableOption[] {
  return distinctNames(named).map(({ id, name }) => ({ text: name, value: id }));
}

/** Groups by path, so that sorting by name keeps the order of the tree. */
async function groupOptions(backend: Backend): Promise<VariableOption[]> {
  return toOptions([...groupPaths(await getGroups(backend))].map(([id, name]) => ({ id, name })));
}

function kpiOptions({ rows }: VariableQuery): VariableOption[] {
  const compatible = rows ? kpisFor(rows) : catalogue;
  return toOptions(compatible.map(({ id, label }) => ({ id, name: label })));
}

function namedOptions(names: Record<string, string>): VariableOption[] {
  return toOptions(Object.entries(names).map(([id, name]) => ({ id, name })));
}

/** The options of a dashboard variable. Rejects if names cannot be loaded. */
export async function listOptions(backend: Backend, query: VariableQuery): Promise<VariableOption[]> {
  switch (query.kind) {
    case 'skills':
      return toOptions(await getSkills(backend));
    case 'groups':
      return groupOptions(backend);
    case 'agents':
      return toOptions(await getAgents(backend));
    case 'channels':
      return namedOptions(channelNames);
    case 'states':
      return namedOptions(stateNames);
    case 'kpis':
      return kpiOptions(query);
  }
}

import type { ComboboxOption } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { errorMessage, type AgentGroup, type Entity } from '../resources';

/** The names to choose from, and how far their loading is. */
export interface EntityOptions {
  options: ComboboxOption[];
  loading: boolean;
  /** Why there are none, as a sentence. */
  error?: string;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function byLabel(a: ComboboxOption, b: ComboboxOption): number {
  return collator.compare(a.label ?? a.value, b.label ?? b.value);
}

/** Skills or agents as options: the name to read, the id to save. */
export function toOptions(named: Entity[]): ComboboxOption[] {
  return named.map(({ id, name }) => ({ value: id, label: name, description: `ID ${id}` })).sort(byLabel);
}

/** Agent groups as options, each with the group it is part of. */
export function toGroupOptions(groups: AgentGroup[]): ComboboxOption[] {
  const nameOf = new Map(groups.map(({ id, name }) => [id, name]));
  const parentSuffix = (parentId?: string) => (parentId && nameOf.has(parentId) ? `, in ${nameOf.get(parentId)}` : '');
  return groups
    .map(({ id, name, parentId }) => ({ value: id, label: name, description: `ID ${id}${parentSuffix(parentId)}` }))
    .sort(byLabel);
}

/**
 * Loads names once for as long as `load` stays the same function.
 * `what` names them in the sentence about a failure.
 */
export function useEntityOptions(entities: string, load: () => Promise<ComboboxOption[]>): EntityOptions {
  const [state, setState] = useState<EntityOptions>({ options: [], loading: true });
  useEffect(() => {
    let isCurrent = true;
    const update = (loaded: EntityOptions) => isCurrent && setState(loaded);
    load().then(
      (options) => update({ options, loading: false }),
      (error: unknown) =>
        update({
          options: [],
          loading: false,
          error: `The names of the ${entities} could not be loaded: ${errorMessage(error)}. IDs work without them.`,
        })
    );
    return () => {
      isCurrent = false;
    };
  }, [entities, load]);
  return state;
}

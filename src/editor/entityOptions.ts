import type { ComboboxOption } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { distinctNames } from '../distinctNames';
import { errorMessage, sentence, type AgentGroup, type Entity } from '../resources';

/** The options to select from, and their loading state. */
export interface EntityOptions {
  options: ComboboxOption[];
  loading: boolean;
  /** Why they could not be loaded, as a sentence. */
  error?: string;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function byLabel(a: ComboboxOption, b: ComboboxOption): number {
  return collator.compare(a.label ?? a.value, b.label ?? b.value);
}

/** Skills or agents as options: the name as label, the id as value. */
export function toOptions(named: Entity[]): ComboboxOption[] {
  return distinctNames(named)
    .map(({ id, name }) => ({ value: id, label: name, description: `ID ${id}` }))
    .sort(byLabel);
}

/** Agent groups as options, each with its parent group. */
export function toGroupOptions(groups: AgentGroup[]): ComboboxOption[] {
  const nameOf = new Map(groups.map(({ id, name }) => [id, name]));
  const parentSuffix = (parentId?: string) => (parentId && nameOf.has(parentId) ? `, in ${nameOf.get(parentId)}` : '');
  return distinctNames(groups)
    .map(({ id, name, parentId }) => ({ value: id, label: name, description: `ID ${id}${parentSuffix(parentId)}` }))
    .sort(byLabel);
}

/**
 * Loads options once for as long as `load` is the same function.
 * `entities` names them in the error message.
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
          error: `The names of the ${entities} could not be loaded: ${sentence(errorMessage(error))} IDs work without them.`,
        })
    );
    return () => {
      isCurrent = false;
    };
  }, [entities, load]);
  return state;
}

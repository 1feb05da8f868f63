import type { ComboboxOption } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { reasonOf, type AgentGroup, type Named } from '../resources';

/** The names to choose from, and how far their loading is. */
export interface Names {
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
export function namedOptions(named: Named[]): ComboboxOption[] {
  return named.map(({ id, name }) => ({ value: id, label: name, description: `ID ${id}` })).sort(byLabel);
}

/** Agent groups as options, each with the group it is part of. */
export function groupOptions(groups: AgentGroup[]): ComboboxOption[] {
  const nameOf = new Map(groups.map(({ id, name }) => [id, name]));
  const within = (parentId?: string) => (parentId && nameOf.has(parentId) ? `, in ${nameOf.get(parentId)}` : '');
  return groups
    .map(({ id, name, parentId }) => ({ value: id, label: name, description: `ID ${id}${within(parentId)}` }))
    .sort(byLabel);
}

/**
 * Loads names once for as long as `load` stays the same function.
 * `what` names them in the sentence about a failure.
 */
export function useNames(what: string, load: () => Promise<ComboboxOption[]>): Names {
  const [names, setNames] = useState<Names>({ options: [], loading: true });
  useEffect(() => {
    let isCurrent = true;
    const show = (loaded: Names) => isCurrent && setNames(loaded);
    load().then(
      (options) => show({ options, loading: false }),
      (error: unknown) =>
        show({
          options: [],
          loading: false,
          error: `The names of the ${what} could not be loaded: ${reasonOf(error)}. IDs work without them.`,
        })
    );
    return () => {
      isCurrent = false;
    };
  }, [what, load]);
  return names;
}

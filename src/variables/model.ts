import type { DataQuery } from '@grafana/schema';

/** What a dashboard variable can list. */
export type VariableKind = 'skills' | 'groups';

/** The query of a dashboard variable: names of the account, with their ids as values. */
export interface VariableQuery extends DataQuery {
  kind: VariableKind;
}

/** Reads the saved query of a variable; all but agent groups are taken for skills. Never throws. */
export function readVariableQuery(saved: unknown): VariableQuery {
  const { kind, refId } = typeof saved === 'object' && saved !== null ? (saved as Partial<VariableQuery>) : {};
  const known = kind === 'groups' ? 'groups' : 'skills';
  return { kind: known, refId: typeof refId === 'string' && refId !== '' ? refId : known };
}

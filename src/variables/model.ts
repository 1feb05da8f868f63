import type { DataQuery } from '@grafana/schema';

import type { RowKind } from '../../catalogue';

const variableKinds = ['skills', 'groups', 'agents', 'kpis'] as const;

/** What a dashboard variable can list. */
export type VariableKind = (typeof variableKinds)[number];

const rowKinds: readonly RowKind[] = ['account', 'skill', 'group', 'agent'];

/** The query of a dashboard variable: names of the account or of the catalogue, with their ids as values. */
export interface VariableQuery extends DataQuery {
  kind: VariableKind;
  /** Of KPIs: only those that such rows can have; absent means all. */
  rows?: RowKind;
}

/** Reads the saved query of a variable; what cannot be read is taken for skills. Never throws. */
export function readVariableQuery(saved: unknown): VariableQuery {
  const query = typeof saved === 'object' && saved !== null ? (saved as Partial<VariableQuery>) : {};
  const kind = variableKinds.find((known) => known === query.kind) ?? 'skills';
  const rows = kind === 'kpis' ? rowKinds.find((known) => known === query.rows) : undefined;
  const refId = typeof query.refId === 'string' && query.refId !== '' ? query.refId : kind;
  return { kind, ...(rows && { rows }), refId };
}

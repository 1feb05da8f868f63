import type { DataQuery } from '@grafana/schema';

import type { Rows } from '../../catalogue';

const kinds = ['skills', 'groups', 'agents', 'kpis'] as const;

/** What a dashboard variable can list. */
export type VariableKind = (typeof kinds)[number];

const rowKinds: readonly Rows[] = ['account', 'skill', 'group', 'agent'];

/** The query of a dashboard variable: names of the account or of the catalogue, with their ids as values. */
export interface VariableQuery extends DataQuery {
  kind: VariableKind;
  /** Of KPIs: only those that such rows can have; absent means all. */
  rows?: Rows;
}

/** Reads the saved query of a variable; what cannot be read is taken for skills. Never throws. */
export function readVariableQuery(saved: unknown): VariableQuery {
  const query = typeof saved === 'object' && saved !== null ? (saved as Partial<VariableQuery>) : {};
  const kind = kinds.find((known) => known === query.kind) ?? 'skills';
  const rows = kind === 'kpis' ? rowKinds.find((known) => known === query.rows) : undefined;
  const refId = typeof query.refId === 'string' && query.refId !== '' ? query.refId : kind;
  return { kind, ...(rows && { rows }), refId };
}

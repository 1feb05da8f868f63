import type { DataQuery } from '@grafana/schema';

import { isRowKind, type RowKind } from '../../catalogue';

const variableKinds = ['skills', 'groups', 'agents', 'channels', 'states', 'kpis'] as const;

/** The lists that a dashboard variable can have. */
export type VariableKind = (typeof variableKinds)[number];

/**
 * The query of a dashboard variable: entities of the account or KPIs, with their ids as values, or channels or states of
 * conversations, with LivePerson's names as values.
 */
export interface VariableQuery extends DataQuery {
  kind: VariableKind;
  /** For KPIs: only those that these rows support; absent means all. */
  rows?: RowKind;
}

/** Reads the saved query of a variable; an invalid one lists skills. Never throws. */
export function readVariableQuery(saved: unknown): VariableQuery {
  const query = typeof saved === 'object' && saved !== null ? (saved as Partial<VariableQuery>) : {};
  const kind = variableKinds.find((known) => known === query.kind) ?? 'skills';
  const rows = kind === 'kpis' && isRowKind(query.rows) ? query.rows : undefined;
  const refId = typeof query.refId === 'string' && query.refId !== '' ? query.refId : kind;
  return { kind, ...(rows && { rows }), refId };
}

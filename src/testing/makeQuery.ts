import type { KmmQuery } from '../query/model';

/** A valid query with some fields replaced. */
export function makeQuery(part: Partial<KmmQuery> = {}): KmmQuery {
  return {
    refId: 'A',
    schemaVersion: 1,
    rows: 'skill',
    kpis: ['open_conversations', 'closed_conversations'],
    filter: {},
    window: { kind: 'range' },
    shape: 'value',
    ...part,
  };
}

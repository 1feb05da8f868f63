import type { KmmQuery } from '../query/model';

/** A sound query to vary. */
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

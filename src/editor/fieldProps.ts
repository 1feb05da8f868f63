import type { KmmQuery } from '../query/model';

/** What a part of the query editor is given: the query, and a way to replace it. */
export interface FieldProps {
  query: KmmQuery;
  onChange: (query: KmmQuery) => void;
}

import type { KmmQuery } from '../query/model';

/** The props of the fields of the query editor. */
export interface FieldProps {
  query: KmmQuery;
  onChange: (query: KmmQuery) => void;
}

import { describeRow, type RowKind } from '../../catalogue';

/** The title of a kind of row, such as `Agent group`. */
export function rowTitle(rows: RowKind): string {
  const { noun } = describeRow(rows);
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

/** The breakdown of a query in its summary: `of the account`, `by skill`. */
export function rowBreakdown(rows: RowKind): string {
  const { single, noun } = describeRow(rows);
  return single ? `of the ${noun}` : `by ${noun}`;
}

/** The scope for which a KPI is or is not available: `for the account`, `per skill`. */
export function rowScope(rows: RowKind): string {
  const { single, noun } = describeRow(rows);
  return single ? `for the ${noun}` : `per ${noun}`;
}

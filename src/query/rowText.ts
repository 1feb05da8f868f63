import { describeRow, type RowKind } from '../../catalogue';

/** A text with a capital letter at its start. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The title of a kind of row, such as `Agent group`. */
export function rowTitle(rows: RowKind): string {
  return capitalize(describeRow(rows).noun);
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

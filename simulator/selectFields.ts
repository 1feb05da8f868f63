/**
 * Selects fields of an item: `$all`, or names, with those of a nested object in brackets,
 * as in `id,nickname,memberOf(agentGroupId)`. Unknown names select nothing. Of two selections
 * within the same object only the last applies, which is a known defect of LivePerson's.
 */
export function selectFields(item: Record<string, unknown>, select: string): Record<string, unknown> {
  if (select.trim() === '$all') {
    return item;
  }
  const selected: Record<string, unknown> = {};
  for (const [, name, inner] of select.matchAll(/([\w$]+)(?:\(([^)]*)\))?/g)) {
    const value = item[name!];
    if (value !== undefined) {
      selected[name!] = inner !== undefined && isObject(value) ? selectFields(value, inner) : value;
    }
  }
  return selected;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Something with an id and a name for people. */
interface Named {
  id: string;
  name: string;
}

const withId = ({ id, name }: Named) => `${name} (${id})`;

/** The names that need an id beside them: several things have them, or one has a name that looks like such a pair. */
function ambiguousNames(all: Named[]): Set<string> {
  const names = all.map(({ name }) => name);
  const counts = new Map<string, number>();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  const shared = new Set(names.filter((name) => (counts.get(name) ?? 0) > 1));
  const pairs = all.filter(({ name }) => shared.has(name)).map(withId);
  return new Set([...shared, ...pairs]);
}

/** The same with names that tell them apart: with the id where another one has that name, as in `Sales (101)`. */
export function distinctNames<T extends Named>(all: T[]): T[] {
  const ambiguous = ambiguousNames(all);
  return all.map((one) => (ambiguous.has(one.name) ? { ...one, name: withId(one) } : one));
}

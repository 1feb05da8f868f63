import { withKpis, withRows, withShape } from './change';
import { migrate } from './migrate';
import type { KmmQuery } from './model';
import { labelInList } from './summary';

/** What was chosen in an editor while it was open: a change of rows or shape leaves something out, not away. */
export interface Chosen {
  /** What the query asks. */
  shown: KmmQuery;
  /** The same with everything that its rows and shape cannot have. */
  all: KmmQuery;
}

const fields = ['rows', 'kpis', 'filter', 'window', 'shape', 'interval', 'orderBy', 'limit'] as const;

/** A query less what Grafana keeps in it, always in the same order. */
function asked(query: KmmQuery): Partial<KmmQuery> {
  return Object.fromEntries(fields.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])));
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What is remembered of a query; nothing where it is no longer the one that was shown, such as after an example. */
export function recall(remembered: Chosen | undefined, shown: KmmQuery): Chosen {
  const isSame = remembered && isEqual(asked(migrate(remembered.shown)), asked(migrate(shown)));
  return { shown, all: isSame ? remembered.all : shown };
}

/** The fields that a change set or took away, set or taken away here too. */
function withChanges<T extends object>(all: T, before: T, after: T): T {
  const old = new Map(Object.entries(before));
  const kept = Object.entries(all).filter(([name]) => name in after || !old.has(name));
  const changed = Object.entries(after).filter(([name, value]) => !isEqual(value, old.get(name)));
  return Object.fromEntries([...kept, ...changed]) as T;
}

/** A KPI that stands in for others, as a trend needs one, is chosen as soon as others are chosen beside it. */
function kpisOf({ all, shown }: Chosen, after: KmmQuery): string[] {
  if (isEqual(shown.kpis, after.kpis)) {
    return all.kpis;
  }
  const kept = all.kpis.filter((id) => after.kpis.includes(id) || !shown.kpis.includes(id));
  return [...kept, ...after.kpis.filter((id) => !kept.includes(id))];
}

/** What is chosen after a change of the query, with what was left out before and fits now. */
export function choose(chosen: Chosen, changed: KmmQuery): Chosen {
  const { all, shown } = chosen;
  const { rows, shape } = changed;
  if (rows !== shown.rows || shape !== shown.shape) {
    const wanted = { ...changed, ...asked(all), rows, shape };
    return { shown: withShape(withRows(wanted, rows), shape), all: wanted };
  }
  const filter = withChanges(all.filter, shown.filter, changed.filter);
  const wanted = withKpis({ ...withChanges(all, shown, changed), filter }, kpisOf(chosen, changed));
  return { shown: changed, all: wanted };
}

/** What one query has and another has not, as a person calls it. */
function missing(from: KmmQuery, to: KmmQuery): string {
  const parts = [
    [from.window.kind !== to.window.kind, 'the window'],
    [from.orderBy && !to.orderBy, 'the order'],
    [from.limit && !to.limit, 'the limit'],
    [from.filter.agents && !to.filter.agents, 'the filter by agents'],
    [from.filter.agentStatus && !to.filter.agentStatus, 'the filter by status'],
  ] as const;
  const kpis = from.kpis.filter((id) => !to.kpis.includes(id)).map(labelInList);
  return [...kpis, ...parts.flatMap(([isMissing, name]) => (isMissing ? [name] : []))].join(', ');
}

/** What was chosen and is left out now, why, and how it comes back: a sentence for the rows and one for the trend. */
export function leftOut({ all, shown }: Chosen): string[] {
  const value = withRows(withShape(all, 'value'), shown.rows);
  const byRows = missing(all, value);
  const byTrend = missing(value, shown);
  return [
    ...(byRows ? [`Left out for such rows: ${byRows}. Other rows bring back what is left out.`] : []),
    ...(byTrend ? [`Left out of a trend: ${byTrend}. “One value” brings back what is left out.`] : []),
  ];
}

import { withKpis, withRows, withShape } from './change';
import { migrate } from './migrate';
import type { KmmQuery } from './model';
import { labelInList } from './summary';

/** What was chosen in an editor while it was open: a change of rows or shape leaves something out, not away. */
export interface EditorDraft {
  /** What the query asks. */
  visible: KmmQuery;
  /** The same with everything that its rows and shape cannot have. */
  complete: KmmQuery;
}

const queryFieldNames = ['rows', 'kpis', 'filter', 'window', 'shape', 'interval', 'orderBy', 'limit'] as const;

/** A query less what Grafana keeps in it, always in the same order. */
function queryFields(query: KmmQuery): Partial<KmmQuery> {
  return Object.fromEntries(
    queryFieldNames.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]]))
  );
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What is remembered of a query; nothing where it is no longer the one that was shown, such as after an example. */
export function restoreDraft(previous: EditorDraft | undefined, visible: KmmQuery): EditorDraft {
  const isSame = previous && isEqual(queryFields(migrate(previous.visible)), queryFields(migrate(visible)));
  return { visible, complete: isSame ? previous.complete : visible };
}

/** The fields that a change set or took away, set or taken away here too. */
function mergeChanges<T extends object>(complete: T, before: T, after: T): T {
  const old = new Map(Object.entries(before));
  const remaining = Object.entries(complete).filter(([name]) => name in after || !old.has(name));
  const changed = Object.entries(after).filter(([name, value]) => !isEqual(value, old.get(name)));
  return Object.fromEntries([...remaining, ...changed]) as T;
}

/** A KPI that stands in for others, as a trend needs one, is chosen as soon as others are chosen beside it. */
function mergeKpis({ complete, visible }: EditorDraft, after: KmmQuery): string[] {
  if (isEqual(visible.kpis, after.kpis)) {
    return complete.kpis;
  }
  const remaining = complete.kpis.filter((id) => after.kpis.includes(id) || !visible.kpis.includes(id));
  return [...remaining, ...after.kpis.filter((id) => !remaining.includes(id))];
}

/** What is chosen after a change of the query, with what was left out before and fits now. */
export function applyChange(chosen: EditorDraft, changed: KmmQuery): EditorDraft {
  const { complete, visible } = chosen;
  const { rows, shape } = changed;
  if (rows !== visible.rows || shape !== visible.shape) {
    const next = { ...changed, ...queryFields(complete), rows, shape };
    return { visible: withShape(withRows(next, rows), shape), complete: next };
  }
  const filter = mergeChanges(complete.filter, visible.filter, changed.filter);
  const next = withKpis({ ...mergeChanges(complete, visible, changed), filter }, mergeKpis(chosen, changed));
  return { visible: changed, complete: next };
}

/** What one query has and another has not, as a person calls it. */
function listMissing(from: KmmQuery, to: KmmQuery): string {
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
export function hiddenSelections({ complete, visible }: EditorDraft): string[] {
  const value = withRows(withShape(complete, 'value'), visible.rows);
  const byRows = listMissing(complete, value);
  const byTrend = listMissing(value, visible);
  return [
    ...(byRows ? [`Left out for such rows: ${byRows}. Other rows bring back what is left out.`] : []),
    ...(byTrend ? [`Left out of a trend: ${byTrend}. “One value” brings back what is left out.`] : []),
  ];
}

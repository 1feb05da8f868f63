import { withKpis, withRows, withShape } from './change';
import { allKpiOptions } from './kpiOptions';
import { migrate } from './migrate';
import type { KmmQuery } from './model';
import { rowScope } from './rowText';
import { labelInList } from './summary';

/** The state of an open query editor: a change of rows or shape hides selections instead of deleting them. */
export interface EditorDraft {
  /** The query as it is saved and run. */
  visible: KmmQuery;
  /** The same query, with the selections that its rows and shape do not support. */
  complete: KmmQuery;
}

const queryFieldNames = [
  'rows',
  'kpis',
  'filter',
  'window',
  'shape',
  'interval',
  'orderBy',
  'limit',
  'nameLabels',
  'layout',
  'levelColors',
  'levelText',
  'openPoint',
  'durationUnit',
  'severities',
  'onlyCritical',
  'worstOf',
  'compareWith',
  ...allKpiOptions,
] as const;

/** The plugin's own fields of a query, always in the same order. */
function queryFields(query: KmmQuery): Partial<KmmQuery> {
  return Object.fromEntries(
    queryFieldNames.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]]))
  );
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The draft of a query; a new one if another query, such as an example, has replaced the previous one. */
export function restoreDraft(previous: EditorDraft | undefined, visible: KmmQuery): EditorDraft {
  const isSame = previous && isEqual(queryFields(migrate(previous.visible)), queryFields(migrate(visible)));
  return { visible, complete: isSame ? previous.complete : visible };
}

/** Applies the difference between `before` and `after` to `complete`. */
function mergeChanges<T extends object>(complete: T, before: T, after: T): T {
  const old = new Map(Object.entries(before));
  const remaining = Object.entries(complete).filter(([name]) => name in after || !old.has(name));
  const changed = Object.entries(after).filter(([name, value]) => !isEqual(value, old.get(name)));
  return Object.fromEntries([...remaining, ...changed]) as T;
}

/** Keeps hidden KPIs. The default KPI of a trend becomes a selection when another is added to it. */
function mergeKpis({ complete, visible }: EditorDraft, after: KmmQuery): string[] {
  if (isEqual(visible.kpis, after.kpis)) {
    return complete.kpis;
  }
  const remaining = complete.kpis.filter((id) => after.kpis.includes(id) || !visible.kpis.includes(id));
  return [...remaining, ...after.kpis.filter((id) => !remaining.includes(id))];
}

/**
 * The draft after a change of the query, with the hidden selections that are supported again. `hasHistory` says whether
 * the data source keeps a history of current values.
 */
export function applyChange(draft: EditorDraft, changed: KmmQuery, hasHistory = false): EditorDraft {
  const { complete, visible } = draft;
  const { rows, shape } = changed;
  if (rows !== visible.rows || shape !== visible.shape) {
    const next = { ...changed, ...queryFields(complete), rows, shape };
    return { visible: withShape(withRows(next, rows, hasHistory), shape, hasHistory), complete: next };
  }
  const filter = mergeChanges(complete.filter, visible.filter, changed.filter);
  const next = withKpis({ ...mergeChanges(complete, visible, changed), filter }, mergeKpis(draft, changed));
  return { visible: changed, complete: next };
}

/** The names of the selections that one query has and another lacks. */
function listMissing(from: KmmQuery, to: KmmQuery): string {
  const parts = [
    [from.window.kind !== to.window.kind, 'window'],
    [from.orderBy && !to.orderBy, 'order'],
    [from.limit && !to.limit, 'limit'],
    [from.filter.agents && !to.filter.agents, 'agent filter'],
    [from.filter.agentStatus && !to.filter.agentStatus, 'status filter'],
    [from.filter.userTypes && !to.filter.userTypes, 'user type filter'],
    [from.filter.channels && !to.filter.channels, 'channel filter'],
    [from.filter.states && !to.filter.states, 'state filter'],
    [from.compareWith && !to.compareWith, 'comparison'],
  ] as const;
  const kpis = from.kpis.filter((id) => !to.kpis.includes(id)).map(labelInList);
  return [...kpis, ...parts.flatMap(([isMissing, name]) => (isMissing ? [name] : []))].join(', ');
}

/** Sentences about the hidden selections: one for those of other rows, one for those of one value. */
export function hiddenSelections({ complete, visible }: EditorDraft): string[] {
  const value = withRows(withShape(complete, 'value'), visible.rows);
  const byRows = listMissing(complete, value);
  const byTrend = listMissing(value, visible);
  return [
    ...(byRows ? [`Not available ${rowScope(visible.rows)}: ${byRows}. They return if you switch back.`] : []),
    ...(byTrend ? [`Not available in a trend: ${byTrend}. They return if you switch back.`] : []),
  ];
}

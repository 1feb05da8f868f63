import type { ScopedVars } from '@grafana/data';

import { kpisFor } from './change';
import { allKpiOptions, settingsDefault } from './kpiOptions';
import type { KmmQuery } from './model';
import { ianaTimeZone } from './timeZone';

/** Replaces template variables in a text: `replace` of Grafana's template service. */
export type Replace = (target?: string, scopedVars?: ScopedVars, format?: string) => string;

/** The values of `All`: the custom all value of our dashboards, the one that Grafana saves, and that of other sources. */
const allValues = ['*', '$__all', '.*'];

const listFilters = ['skills', 'groups', 'agents', 'userTypes', 'agentStatus', 'channels', 'states'] as const;

type ReplaceText = (text: string) => string;

type Json = Record<string, unknown>;

/** A list of a query after interpolation. */
interface Expanded {
  /** Without duplicates. */
  ids: string[];
  /** The variables in the list, as saved, if none of its parts has a value. */
  emptyVariables: string[];
}

/**
 * The texts of a saved list. Queries written by hand can have numbers, null, or one value instead of a list; undefined
 * for anything else.
 */
function readList(saved: unknown): string[] | undefined {
  const values = [saved].flat().filter((value) => value !== null && value !== undefined);
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) {
    return undefined;
  }
  return values.map((value) => String(value).trim()).filter((text) => text !== '');
}

function splitIds(text: string): string[] {
  const ids = text.split(',').map((id) => id.trim());
  return ids.filter((id) => id !== '');
}

function expandList(saved: unknown, replace: ReplaceText): Expanded | undefined {
  const texts = readList(saved);
  if (!texts) {
    return undefined;
  }
  const ids = [...new Set(texts.flatMap((text) => splitIds(replace(text))))];
  const isEmptyVariable = (text: string) => replace(text) !== text;
  return { ids, emptyVariables: ids.length === 0 ? texts.filter(isEmptyVariable) : [] };
}

function includesAll(ids: string[]): boolean {
  return ids.some((id) => allValues.includes(id));
}

/** Reports whether a value is a JSON object. */
function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object with their texts replaced. */
function expandTexts(saved: Json, replace: ReplaceText): Json {
  const replaced = Object.entries(saved).map(([name, value]) => [
    name,
    typeof value === 'string' ? replace(value) : value,
  ]);
  return Object.fromEntries(replaced) as Json;
}

/** A text that is a number or a flag as such: a variable's value is always a text. Others stay, for the server's error. */
function parseScalar(value: unknown): unknown {
  if (typeof value !== 'string' || value.trim() === '') {
    return value;
  }
  const text = value.trim();
  return text === 'true' || text === 'false' ? text === 'true' : Number.isFinite(Number(text)) ? Number(text) : value;
}

/** The object with these fields as numbers or flags, where it has them. */
function parseScalars(object: Json, ...names: string[]): Json {
  const present = names.filter((name) => name in object);
  return { ...object, ...Object.fromEntries(present.map((name) => [name, parseScalar(object[name])])) };
}

function expandWindow(saved: Json, replace: ReplaceText): Json {
  const window = parseScalars(expandTexts(saved, replace), 'hours');
  const { timeZone } = window;
  return timeZone !== saved.timeZone && typeof timeZone === 'string' && timeZone !== ''
    ? { ...window, timeZone: ianaTimeZone(timeZone) }
    : window;
}

function expandKpis(query: KmmQuery, list: Expanded): string[] {
  if (list.emptyVariables.length > 0) {
    return list.emptyVariables;
  }
  return includesAll(list.ids) ? kpisFor(query.rows, query.shape).map(({ id }) => id) : list.ids;
}

/** The filter, and the variables that leave one of its lists without a value: these stay in it. */
function expandFilter(saved: Json, replace: ReplaceText): { filter: Json; emptyVariables: string[] } {
  const filter = parseScalars(expandTexts(saved, replace), 'includeSubGroups');
  const emptyVariables: string[] = [];
  for (const name of listFilters) {
    const list = expandList(saved[name], replace);
    if (!list) {
      filter[name] = saved[name];
      continue;
    }
    emptyVariables.push(...list.emptyVariables);
    filter[name] = list.emptyVariables.length > 0 ? list.emptyVariables : list.ids;
    if (list.emptyVariables.length === 0 && (list.ids.length === 0 || includesAll(list.ids))) {
      delete filter[name];
    }
  }
  return { filter, emptyVariables };
}

const numberFields = ['limit', ...allKpiOptions];

/** The fields of a query whose texts can be variables and that are no lists. */
const scalarFields = ['rows', 'shape', 'interval', 'timeZone', ...numberFields];

function expandScalars(query: Json, replace: ReplaceText): Json {
  const saved = Object.fromEntries(scalarFields.flatMap((name) => (name in query ? [[name, query[name]]] : [])));
  const expanded = expandTexts(saved, replace);
  // Undefined, as if absent: these are left to the data source's settings.
  const defaults = allKpiOptions.filter((name) => expanded[name] === settingsDefault);
  const { window, orderBy } = query;
  return {
    ...parseScalars(expanded, ...numberFields),
    ...Object.fromEntries(defaults.map((name) => [name, undefined])),
    ...(isObject(window) && { window: expandWindow(window, replace) }),
    ...(isObject(orderBy) && { orderBy: parseScalars(expandTexts(orderBy, replace), 'desc', 'worstFirst') }),
  };
}

/**
 * The query with its template variables replaced. A variable with several values becomes several ids. `*` means no
 * filter, and among KPIs every KPI that the rows support. A list whose variables have no value is not empty, which would
 * mean all: it keeps them, and `emptyVariables` says so to the server. Invalid fields are kept unchanged, because the
 * server reports them.
 */
export function interpolate(query: KmmQuery, scopedVars: ScopedVars, replace: Replace): KmmQuery {
  const replaceAll = (text: string) => replace(text, scopedVars, 'csv');
  const saved = query as unknown as Json;
  const expanded = { ...query, ...expandScalars(saved, replaceAll) };
  const kpis = saved.kpis ? expandList(saved.kpis, replaceAll) : undefined;
  const filter = isObject(saved.filter) ? expandFilter(saved.filter, replaceAll) : undefined;
  const emptyVariables = [...(kpis?.emptyVariables ?? []), ...(filter?.emptyVariables ?? [])];
  return {
    ...expanded,
    ...(kpis && { kpis: expandKpis(expanded, kpis) }),
    ...(filter && { filter: filter.filter }),
    ...(emptyVariables.length > 0 && { emptyVariables: [...new Set(emptyVariables)] }),
  };
}

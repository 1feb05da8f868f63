import type { Rows } from '../../catalogue';
import type { AgentStatus, Filter, KmmQuery, UserType, Variable, Window } from './model';

const version = 1;

type Json = Record<string, unknown>;

const rowKinds: readonly string[] = ['account', 'skill', 'group', 'agent'] satisfies Rows[];

const userTypes: UserType[] = ['HUMAN', 'BOT'];

const agentStatuses: AgentStatus[] = ['ONLINE', 'AWAY', 'BACK_SOON', 'OFFLINE'];

/** What Grafana itself keeps in a saved query and expects to find there again. */
const grafanaFields = ['key', 'hide', 'queryType', 'datasource', 'intervalMs', 'maxDataPoints'];

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asTexts(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value];
  const texts = all.flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : []));
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function isRows(value: unknown): value is Rows {
  return typeof value === 'string' && rowKinds.includes(value);
}

function asChoices<T extends string>(value: unknown, known: T[]): Array<T | Variable> {
  const isFit = (text: string): text is T | Variable => text.startsWith('$') || known.some((choice) => choice === text);
  return asTexts(value).filter(isFit);
}

function readFilter(value: unknown): Filter {
  const saved = asObject(value);
  const lists = {
    skills: asTexts(saved.skills),
    groups: asTexts(saved.groups),
    agents: asTexts(saved.agents),
    userTypes: asChoices(saved.userTypes, userTypes),
    agentStatus: asChoices(saved.agentStatus, agentStatuses),
  };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    ...(saved.includeSubGroups === true && { includeSubGroups: true }),
  };
}

function readWindow(value: unknown): Window {
  const { kind, hours, from, timeZone } = asObject(value);
  if (kind === 'last' && isPositive(hours)) {
    return { kind, hours };
  }
  if (kind === 'today' && typeof from === 'string' && from.trim() !== '') {
    return { kind, from, ...(typeof timeZone === 'string' && timeZone.trim() !== '' && { timeZone }) };
  }
  return { kind: 'range' };
}

function readOrder(value: unknown): KmmQuery['orderBy'] {
  const { kpi, desc } = asObject(value);
  const id = typeof kpi === 'string' ? kpi.trim() : '';
  return id === '' ? undefined : { kpi: id, desc: desc === true };
}

function readShape({ shape, interval }: Json): Pick<KmmQuery, 'shape' | 'interval'> {
  if (shape !== 'series') {
    return { shape: 'value' };
  }
  const text = typeof interval === 'string' ? interval.trim() : '';
  return { shape, ...(text !== '' && { interval: text }) };
}

function readGrafana(saved: Json): Json {
  return Object.fromEntries(grafanaFields.flatMap((name) => (saved[name] === undefined ? [] : [[name, saved[name]]])));
}

/** Whether a query was saved by a version of the plugin that is newer than this one. */
export function isNewer(saved: { schemaVersion?: unknown }): boolean {
  return typeof saved.schemaVersion === 'number' && saved.schemaVersion > version;
}

/** Whether a query was never filled in: Grafana made it, and nobody has chosen anything yet. The server asks the same. */
export function isUntouched({ schemaVersion, rows, kpis }: Partial<KmmQuery>): boolean {
  return !schemaVersion && !rows && !kpis;
}

/** Whether a query was emptied. One whose KPIs cannot be read is not: the server has a sentence for that. */
export function asksNothing(saved: Partial<KmmQuery>): boolean {
  const isBlank = (id: unknown) => id === null || id === undefined || (typeof id === 'string' && id.trim() === '');
  return !isUntouched(saved) && [saved.kpis].flat().every(isBlank);
}

/**
 * Reads a saved query of any version, or anything else that stands where a query should, as a query of today.
 * What is missing or cannot be read gets the plainest meaning; fields that are neither ours nor Grafana's are
 * left out. Never throws. There has been one version so far, so there is nothing to translate yet.
 */
export function migrate(saved: unknown): KmmQuery {
  const from = asObject(saved);
  const orderBy = readOrder(from.orderBy);
  return {
    ...readGrafana(from),
    refId: typeof from.refId === 'string' ? from.refId : 'A',
    schemaVersion: version,
    rows: isRows(from.rows) ? from.rows : 'account',
    kpis: asTexts(from.kpis),
    filter: readFilter(from.filter),
    window: readWindow(from.window),
    ...readShape(from),
    ...(orderBy && { orderBy }),
    ...(isPositive(from.limit) && { limit: Math.ceil(from.limit) }),
  };
}

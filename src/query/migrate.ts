import { isRowKind } from '../../catalogue';
import type { KpiOption } from './kpiOptions';
import {
  comparisons,
  durationUnits,
  isVariable,
  layouts,
  levelColors,
  severityResults,
  worstOfRows,
  type AgentStatus,
  type ConversationState,
  type Filter,
  type KmmQuery,
  type UserType,
  type Variable,
  type Window,
} from './model';

const currentVersion = 1;

type Json = Record<string, unknown>;

const userTypes: UserType[] = ['HUMAN', 'BOT'];

const agentStatuses: AgentStatus[] = ['ONLINE', 'AWAY', 'BACK_SOON', 'OFFLINE'];

const conversationStates: ConversationState[] = ['QUEUED', 'ACTIVE'];

/** The fields of a saved query that belong to Grafana. */
const grafanaFields = ['key', 'hide', 'queryType', 'datasource', 'intervalMs', 'maxDataPoints'];

function readObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function readStrings(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value];
  const strings = all.flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : []));
  return [...new Set(strings.map((text) => text.trim()).filter((text) => text !== ''))];
}

/** A positive number, also as text, or a variable for one; undefined for anything else. */
function readPositive(value: unknown): number | Variable | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  if (isVariable(text)) {
    return text;
  }
  const number = text === '' ? value : Number(text);
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

/** A positive number or 0, also as text, or a variable for one; undefined for anything else. */
function readNumber(value: unknown): number | Variable | undefined {
  const isZero = value === 0 || (typeof value === 'string' && /^\s*0+\s*$/.test(value));
  return isZero ? 0 : readPositive(value);
}

/** The options that only some KPIs have. */
function readKpiOptions(saved: Json): Pick<KmmQuery, KpiOption> {
  const read: Record<KpiOption, number | Variable | undefined> = {
    sampleSize: readPositive(saved.sampleSize),
    openedWithin: readNumber(saved.openedWithin),
    serviceLevelSeconds: readPositive(saved.serviceLevelSeconds),
    chatServiceLevelSeconds: readPositive(saved.chatServiceLevelSeconds),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function readChoices<T extends string>(value: unknown, known: T[]): Array<T | Variable> {
  const isKnown = (text: string): text is T | Variable => isVariable(text) || known.some((choice) => choice === text);
  return readStrings(value).filter(isKnown);
}

function readFilter(value: unknown): Filter {
  const saved = readObject(value);
  const lists = {
    skills: readStrings(saved.skills),
    groups: readStrings(saved.groups),
    agents: readStrings(saved.agents),
    userTypes: readChoices(saved.userTypes, userTypes),
    agentStatus: readChoices(saved.agentStatus, agentStatuses),
    channels: readStrings(saved.channels),
    states: readChoices(saved.states, conversationStates),
  };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    ...(saved.includeSubGroups === true && { includeSubGroups: true }),
  };
}

function readWindow(value: unknown): Window {
  const { kind, from, timeZone, ...rest } = readObject(value);
  const hours = readPositive(rest.hours);
  if (kind === 'last' && hours !== undefined) {
    return { kind, hours };
  }
  if (kind === 'today' && typeof from === 'string' && from.trim() !== '') {
    return { kind, from, ...(typeof timeZone === 'string' && timeZone.trim() !== '' && { timeZone }) };
  }
  return { kind: 'range' };
}

function readOrderBy(value: unknown): KmmQuery['orderBy'] {
  const { kpi, desc, worstFirst } = readObject(value);
  const id = typeof kpi === 'string' ? kpi.trim() : '';
  return id === '' ? undefined : { kpi: id, desc: desc === true, ...(worstFirst === true && { worstFirst }) };
}

/** The field with this name if it has one of these values, else nothing. */
function readOption<N extends string, T extends string>(saved: Json, name: N, known: readonly T[]) {
  const found = known.find((option) => option === saved[name]);
  return found === undefined ? {} : ({ [name]: found } as Record<N, T>);
}

function readShape(saved: Json): Pick<KmmQuery, 'shape' | 'interval' | 'openPoint' | 'durationUnit'> {
  const { shape, interval, openPoint } = saved;
  if (shape !== 'series') {
    return { shape: 'value' };
  }
  const text = typeof interval === 'string' ? interval.trim() : '';
  return {
    shape,
    ...(text !== '' && { interval: text }),
    ...(openPoint === 'separate' && { openPoint }),
    ...readOption(saved, 'durationUnit', durationUnits),
  };
}

/** How results are laid out, colored and compared with levels. */
function readDisplay(
  saved: Json
): Pick<KmmQuery, 'layout' | 'levelColors' | 'levelText' | 'severities' | 'onlyCritical' | 'worstOf' | 'compareWith'> {
  return {
    ...readOption(saved, 'layout', layouts),
    ...readOption(saved, 'levelColors', levelColors),
    ...(saved.levelText === true && { levelText: true }),
    ...readOption(saved, 'severities', severityResults),
    ...(saved.onlyCritical === true && { onlyCritical: true }),
    ...readOption(saved, 'worstOf', worstOfRows),
    ...readOption(saved, 'compareWith', comparisons),
  };
}

function readGrafanaFields(saved: Json): Json {
  return Object.fromEntries(grafanaFields.flatMap((name) => (saved[name] === undefined ? [] : [[name, saved[name]]])));
}

/** Reports whether a query was saved by a newer version of the plugin. */
export function isNewer(saved: { schemaVersion?: unknown }): boolean {
  return typeof saved.schemaVersion === 'number' && saved.schemaVersion > currentVersion;
}

/** Reports whether a query is new: Grafana created it, and it has no selections yet. The server uses the same rule. */
export function isNew({ schemaVersion, rows, kpis }: Partial<KmmQuery>): boolean {
  return !schemaVersion && !rows && !kpis;
}

/** Reports whether a query has no KPIs. One with invalid KPIs is not empty: the server has an error for it. */
export function isEmpty(saved: Partial<KmmQuery>): boolean {
  const isBlank = (id: unknown) => id === null || id === undefined || (typeof id === 'string' && id.trim() === '');
  return !isNew(saved) && [saved.kpis].flat().every(isBlank);
}

/**
 * Reads a saved query of any version, or any other JSON, as a query of the current version. Missing and invalid fields
 * get their defaults; unknown fields are dropped. Never throws. There has been one version so far, so that there is
 * nothing to convert yet.
 */
export function migrate(saved: unknown): KmmQuery {
  const from = readObject(saved);
  const orderBy = readOrderBy(from.orderBy);
  const limit = readPositive(from.limit);
  return {
    ...readGrafanaFields(from),
    refId: typeof from.refId === 'string' ? from.refId : 'A',
    schemaVersion: currentVersion,
    rows: isRowKind(from.rows) ? from.rows : 'account',
    kpis: readStrings(from.kpis),
    filter: readFilter(from.filter),
    window: readWindow(from.window),
    ...readShape(from),
    ...(typeof from.timeZone === 'string' && from.timeZone.trim() !== '' && { timeZone: from.timeZone }),
    ...(orderBy && { orderBy }),
    ...(limit !== undefined && { limit: typeof limit === 'number' ? Math.ceil(limit) : limit }),
    ...(from.nameLabels === true && { nameLabels: true }),
    ...readDisplay(from),
    ...readKpiOptions(from),
  };
}

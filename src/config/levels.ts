import {
  canHaveLevels,
  describeRow,
  findKpi,
  kpis,
  thresholdsOf,
  type Kpi,
  type RowKind,
  type Thresholds,
} from '../../catalogue';
import type { LevelSetting } from './model';

/** The levels of a KPI, in its base unit; an absent one is off. */
export type Levels = Partial<Thresholds>;

/** A KPI of a kind of row, or of one skill, group or agent, with its levels. */
export interface LevelLine {
  kpi: Kpi;
  rows: RowKind;
  /** The id of the skill, group or agent; absent for all of the kind. */
  id?: string;
  /** What the levels are where the data source has no own ones: the catalogue's, or for an id those of its kind. */
  defaults: Levels;
  /** What the levels are. */
  levels: Levels;
  /** Whether the levels are the data source's own. */
  isOwn: boolean;
}

/** The settings as a list: a provisioned file can have anything. */
export function readLevels(saved: unknown): LevelSetting[] {
  return Array.isArray(saved) ? saved.filter((entry) => typeof entry === 'object' && entry !== null) : [];
}

/** The KPIs that can have levels for a kind of row. */
export function kpisWithLevels(rows: RowKind): Kpi[] {
  return kpis.filter((kpi) => canHaveLevels(kpi) && kpi.rows.includes(rows));
}

function levelsOf({ warning, critical }: Levels): Levels {
  return { ...(typeof warning === 'number' && { warning }), ...(typeof critical === 'number' && { critical }) };
}

function isFor(entry: LevelSetting, { kpi, rows, id }: Pick<LevelLine, 'kpi' | 'rows' | 'id'>): boolean {
  return entry.kpi === kpi.id && entry.rows === rows && (entry.id || undefined) === id;
}

function makeLine(settings: LevelSetting[], target: Pick<LevelLine, 'kpi' | 'rows' | 'id'>): LevelLine {
  const { kpi, rows, id } = target;
  const own = settings.find((entry) => isFor(entry, target));
  const defaults =
    id === undefined ? levelsOf(thresholdsOf(kpi, rows) ?? {}) : makeLine(settings, { kpi, rows }).levels;
  return { ...target, defaults, levels: own ? levelsOf(own) : defaults, isOwn: own !== undefined };
}

/** The lines of a kind of row: each KPI for all of the kind, followed by the rows that have own levels of it. */
export function levelLines(settings: LevelSetting[], rows: RowKind): LevelLine[] {
  return kpisWithLevels(rows).flatMap((kpi) => {
    const ofKpi = settings.filter((entry) => entry.kpi === kpi.id && entry.rows === rows && entry.id);
    const ids = [...new Set(ofKpi.map(({ id }) => id))];
    return [undefined, ...ids].map((id) => makeLine(settings, { kpi, rows, ...(id && { id }) }));
  });
}

/** The settings with these levels for a line, or without own ones. Entries of other lines stay as they are. */
export function withLevels(
  settings: LevelSetting[],
  line: Pick<LevelLine, 'kpi' | 'rows' | 'id'>,
  levels: Levels | undefined
): LevelSetting[] {
  const others = settings.filter((entry) => !isFor(entry, line));
  const { kpi, rows, id } = line;
  return levels ? [...others, { kpi: kpi.id, rows, ...(id && { id }), ...levelsOf(levels) }] : others;
}

/** The settings with own levels for one skill, group or agent, which start as those of its kind. */
export function withRowLevels(settings: LevelSetting[], rows: RowKind, kpiId: string, id: string): LevelSetting[] {
  const kpi = findKpi(kpiId);
  return kpi ? withLevels(settings, { kpi, rows, id }, makeLine(settings, { kpi, rows }).levels) : settings;
}

/** What is wrong with levels as a sentence, or undefined. The server has the same rule, and ignores such levels. */
export function validateLevels({ kpi, levels: { warning, critical } }: LevelLine): string | undefined {
  if (warning === undefined || critical === undefined) {
    return undefined;
  }
  if (kpi.better === 'less' && warning > critical) {
    return 'The critical level must be at or above the warning level.';
  }
  if (kpi.better === 'more' && warning < critical) {
    return 'The critical level must be at or below the warning level.';
  }
  return undefined;
}

/** To which rows a line applies: `All skills`, or the name of the skill. */
export function appliesTo({ rows, id }: Pick<LevelLine, 'rows' | 'id'>, nameOf: (id: string) => string): string {
  const { single, noun, plural } = describeRow(rows);
  if (id !== undefined) {
    return nameOf(id);
  }
  return single ? `Whole ${noun}` : `All ${plural}`;
}

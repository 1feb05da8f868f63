import type { DataFrame, Field } from '@grafana/data';

/** What the server says beside a frame about its channel and its running cells. */
export interface LiveMeta {
  /** When the frame was made, by the server's clock, in ms since 1970. */
  now: number;
  /** The KPIs with running cells, which are in seconds. */
  ticking: string[];
  /** The channel with updates of the frame; absent if there is none. */
  stream?: { path: string; query: string };
}

/** A field with the times since when its cells run, in ms since 1970; the others stand still. */
interface RunningField {
  index: number;
  since: Array<number | null>;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function readStream(value: unknown): LiveMeta['stream'] {
  const { path, query } = (value ?? {}) as Record<string, unknown>;
  return isText(path) && isText(query) ? { path, query } : undefined;
}

/** What the server says beside a frame, or undefined for frames that do not run. */
export function readLiveMeta({ meta }: DataFrame): LiveMeta | undefined {
  const { now, ticking, stream } = meta?.custom ?? {};
  if (typeof now !== 'number' || !Number.isFinite(now)) {
    return undefined;
  }
  return { now, ticking: Array.isArray(ticking) ? ticking.filter(isText) : [], stream: readStream(stream) };
}

/** A frame as it is shown, and its fields that run. */
export interface RunningFrame {
  frame: DataFrame;
  running: RunningField[];
}

/**
 * Takes the fields with the times since when cells run out of a frame: they are for the browser alone, and Explore and
 * exports show hidden fields, too.
 */
export function readRunning(sent: DataFrame, { ticking }: LiveMeta): RunningFrame {
  const sinceOf = new Map(ticking.map((kpi) => [`${kpi}.since`, kpi]));
  const fields = sent.fields.filter(({ name }) => !sinceOf.has(name));
  const running = sent.fields
    .filter(({ name }) => sinceOf.has(name))
    .map(({ name, values }) => ({
      index: fields.findIndex((field) => field.name === sinceOf.get(name)),
      since: values,
    }))
    .filter(({ index, since }) => index >= 0 && since.some((start) => typeof start === 'number'));
  return { frame: { ...sent, fields }, running };
}

/** In whole seconds, so that all cells change at the same moment. A start in the future is a clock that differs. */
function elapsed(since: number, now: number): number {
  return Math.max(0, Math.floor((now - since) / 1000));
}

function fieldAt(field: Field, since: RunningField['since'], now: number): Field {
  const values = field.values.map((value: unknown, row) => {
    const start = since[row];
    return typeof start === 'number' ? elapsed(start, now) : value;
  });
  return { ...field, values };
}

/**
 * The frame at a time of the server, in ms since 1970. Only the fields that run are new objects, so that what Grafana
 * caches of the others stays valid.
 */
export function frameAt({ frame, running }: RunningFrame, now: number): DataFrame {
  const fields = [...frame.fields];
  for (const { index, since } of running) {
    const field = fields[index];
    if (field) {
      fields[index] = fieldAt(field, since, now);
    }
  }
  return { ...frame, fields };
}

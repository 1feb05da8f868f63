import { deflateSync, gzipSync } from 'node:zlib';

/** Encodings of a body. Those that end in `unsaid` are not named in the headers. */
export const encodings = ['bom', 'utf-16le', 'utf-16be', 'latin-1', 'gzip', 'gzip-unsaid', 'deflate'] as const;

/** What is odd about a response that is answered otherwise: its JSON, and what surrounds it. */
export interface Oddities {
  /**
   * By field, JSON text to write in place of its values, in turn wherever it occurs, also what is no JSON, such as
   * `NaN`; null leaves the field out.
   */
  values?: Record<string, Array<string | null>>;
  /** New names of fields. */
  rename?: Record<string, string>;
  /** JSON text to write in front of the rows, as rows. */
  rows?: string[];
  /** Text before and after the body. */
  before?: string;
  after?: string;
  encoding?: (typeof encodings)[number];
}

/** Reports whether a response with these oddities differs. */
export function isOdd({ values, rename, rows, before, after, encoding }: Oddities): boolean {
  return [values, rename, rows, before, after, encoding].some((oddity) => oddity !== undefined);
}

/** The lists that are rows of a page. */
const rowFields = [
  'groups',
  'agentViewRecords',
  'historicalMetricsIntervals',
  'metricsByIntervals',
  'conversationHistoryRecords',
  'agentStatusRecords',
];

/** The JSON of a response with its oddities, still as text. */
export function makeOdd(odd: Oddities, json: string): string {
  const raw: string[] = [];
  const placeholder = (text: string) => `\u0001${raw.push(text) - 1}\u0001`;
  const turns = new Map<string, number>();
  const edit = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) {
      const added = rowFields.includes(name) ? (odd.rows ?? []).map(placeholder) : [];
      return [...added, ...value.map((element) => edit(element, ''))];
    }
    return typeof value === 'object' && value !== null ? editFields(value) : value;
  };
  const editFields = (fields: object) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => {
        const choices = odd.values?.[name];
        const turn = turns.get(name) ?? 0;
        turns.set(name, turn + 1);
        const written = choices?.[turn % choices.length];
        if (written === null) {
          return [];
        }
        return [[odd.rename?.[name] ?? name, written === undefined ? edit(value, name) : placeholder(written)]];
      })
    );
  const text = JSON.stringify(edit(JSON.parse(json), rowFields[0]!));
  const written = text.replace(/"\\u0001(\d+)\\u0001"/g, (_, index: string) => raw[Number(index)]!);
  return `${odd.before ?? ''}${written}${odd.after ?? ''}`;
}

/** A text in an encoding, and the headers that name it. */
export function encode(text: string, encoding: NonNullable<Oddities['encoding']>): [Buffer, Record<string, string>] {
  switch (encoding) {
    case 'bom':
      return [Buffer.from(`\ufeff${text}`), {}];
    case 'utf-16le':
      return [Buffer.from(`\ufeff${text}`, 'utf16le'), {}];
    case 'utf-16be':
      return [Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), {}];
    case 'latin-1':
      return [Buffer.from(text, 'latin1'), { 'content-type': 'application/json; charset=ISO-8859-1' }];
    case 'gzip':
      return [gzipSync(text), { 'content-encoding': 'gzip' }];
    case 'gzip-unsaid':
      return [gzipSync(text), {}];
    case 'deflate':
      return [deflateSync(text), { 'content-encoding': 'deflate' }];
  }
}

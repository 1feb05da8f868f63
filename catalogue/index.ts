import kpiFile from './kpis.json';
import rowFile from './rows.json';

/** The kinds of rows, in the order in which rows.json describes them; a test holds both together. */
export const rowKinds = ['account', 'skill', 'group', 'agent', 'conversation'] as const;

/** What a row of a result stands for. */
export type RowKind = (typeof rowKinds)[number];

/** A kind of row that has a name and an id in each row. */
export type NamedRowKind = Exclude<RowKind, 'account'>;

/** A kind of row in words. rows.json says more about it, which the server alone needs. */
export interface RowDescription {
  id: RowKind;
  /** The heading of the column that names the rows. */
  label: string;
  noun: string;
  plural: string;
  /** There is exactly one such row, without a name of its own. */
  single?: boolean;
  /** Such rows come and go with what they stand for: they have neither a trend nor alerts. */
  transient?: boolean;
  /** The methods that return such rows. Current values of a recorded one have a history, if the data source keeps one. */
  methods: Array<{ api: string; recorded?: boolean }>;
}

/** Whether a KPI is a current value or covers a time window. */
export type TimeScope = 'now' | 'window';

/** LivePerson's two kinds of conversations in words. Its own dashboard calls them modes. */
export const modes = { messaging: 'Messaging', chat: 'Chat' } as const;

/** Whether a KPI is of messaging or of chats. */
export type Mode = keyof typeof modes;

/** What KPIs are about, in the order in which they are listed. */
export const categories = {
  conversations: 'Conversations',
  queue: 'Queue',
  agents: 'Agents',
  agentDetails: 'Agent details',
  conversationDetails: 'Conversation details',
  responses: 'Response times',
  sampledResponses: 'Response times from a sample',
  surveys: 'CSAT and surveys',
  mcs: 'MCS',
  segments: 'Segments',
  sample: 'Sample',
  freshness: 'Data freshness',
  chatQueue: 'Queue',
  chatConversations: 'Chats',
  chatAgents: 'Agents',
  chatFreshness: 'Data freshness',
} as const;

/** What a KPI is about. */
export type Category = keyof typeof categories;

const chatCategories: Category[] = ['chatQueue', 'chatConversations', 'chatAgents', 'chatFreshness'];

/** The mode that a category belongs to. */
const modeOf = (category: Category): Mode => (chatCategories.includes(category) ? 'chat' : 'messaging');

/**
 * A count adds up over rows and windows and is 0 when LivePerson leaves it out; the others do not and are empty.
 * `text` and `time` are attributes of an agent: they can't be alerted on, summed or drawn over time.
 */
export type ValueKind = 'count' | 'average' | 'ratio' | 'text' | 'time';

/** A field of a method of an API, such as `kmm.metrics`. An empty metric is not requested: the field is always in the response. */
export interface Source {
  api: string;
  metric: string;
  field: string;
  /** The field with the time since which the value grows, in ms, of rows in which it still does. */
  since?: string;
}

/** How a KPI is computed where no API returns it. */
export type Formula =
  /** The first KPI less the second, empty unless both are there. */
  | { difference: [string, string] }
  /** The time since the timestamp in another KPI, in ms. */
  | { since: string }
  /** Over the human agents with one of the statuses (all if absent): the sum of a KPI, weighted by `times`, divided by the sum of `over`. */
  | { agents: { sum: string; times?: string; over?: string; status?: string[] } }
  /** What is known of the latest values of a KPI: how current they are, in words, or their age in ms. */
  | { provenance: { of: string; fact: 'status' | 'age' } };

/** Levels at which a value needs attention; `Kpi.better` says whether above or below. */
export interface Thresholds {
  warning: number;
  critical: number;
}

/** The severity of an alert: the level that it has reached. */
export type Severity = keyof Thresholds;

/** The kinds of rows that alert rules are for. */
export type AlertRowKind = Extract<RowKind, 'account' | 'skill'>;

/** The alert rules of a KPI, and their words. */
export interface Alerts {
  /** The kinds of rows that have a rule, and the severities of its alerts. */
  rows: Partial<Record<AlertRowKind, Severity[]>>;
  /** How many hours the values of a rule look back; absent means as far as the dashboards' averages. */
  hours?: number;
  /** Whether the rule leaves bots out, as the dashboards do; absent means that the value covers both. */
  humansOnly?: boolean;
  /** The name of the alert, such as `Too many unassigned conversations`. */
  title: string;
  /** How a sentence goes on after the name of a skill; `{value}` stands for the value with its unit. */
  value: string;
}

/** One key performance indicator: the source of picker, frame, colour, alert rule and documentation. */
export interface Kpi {
  id: string;
  label: string;
  /** What it means, in one or two plain sentences. */
  description: string;
  /** A unit id of Grafana: `locale`, `ms`, `percentunit`. */
  unit: string;
  measure: ValueKind;
  /** An average that is 0, like a count, of rows that LivePerson leaves out: nobody was in the queue of such a skill. */
  zeroIfLeftOut?: boolean;
  tense: TimeScope;
  category: Category;
  /** Values below 0 are values; of all others, LivePerson's -1 means that there is none. */
  signed?: boolean;
  rows: RowKind[];
  /** Where LivePerson returns it, at most one for each API method. */
  sources?: Source[];
  /** The sum to use where LivePerson leaves the field of a source out. */
  fallback?: { sum: string[] };
  /** How it is computed for rows that no source returns it for. */
  formula?: Formula;
  /** What people call a text that LivePerson returns, by that text; others stay as they are. */
  words?: Record<string, string>;
  better: 'more' | 'less' | 'neither';
  /** By row kind; `any` for all that are not named. */
  thresholds?: Partial<Record<RowKind | 'any', Thresholds>>;
  /** Its alert rules. */
  alerts?: Alerts;
  /** The LivePerson document that defines it. */
  document: string;
}

/** All KPIs, the most used ones first. */
export const kpis = kpiFile.kpis as unknown as Kpi[];

/** Some KPIs of one mode, scope and category. */
export interface KpiGroup {
  mode: Mode;
  tense: TimeScope;
  /** The category in words. */
  title: string;
  kpis: Kpi[];
}

/** The scopes of a mode, current values first. */
const scopes: Array<Pick<KpiGroup, 'mode' | 'tense'>> = (['messaging', 'chat'] as const).flatMap((mode) =>
  (['now', 'window'] as const).map((tense) => ({ mode, tense }))
);

/** Splits KPIs by mode, scope, current ones first, and category. Their order stays; there are no empty groups. */
export function groupKpis(all: Kpi[]): KpiGroup[] {
  const ids = Object.keys(categories) as Category[];
  return scopes
    .flatMap(({ mode, tense }) =>
      ids
        .filter((id) => modeOf(id) === mode)
        .map((id) => ({
          mode,
          tense,
          title: categories[id],
          kpis: all.filter((kpi) => kpi.tense === tense && kpi.category === id),
        }))
    )
    .filter((group) => group.kpis.length > 0);
}

/** Reports whether a KPI is of chats, and not of messaging. */
export const isChat = ({ category }: Pick<Kpi, 'category'>): boolean => modeOf(category) === 'chat';

/** All kinds of rows. */
export const rowDescriptions = rowFile.rows as RowDescription[];

const kpiById = new Map(kpis.map((kpi) => [kpi.id, kpi]));
const rowByKind = new Map(rowDescriptions.map((row) => [row.id, row]));

/** Reports whether a KPI can have levels: a higher or a lower value of it is better. */
export const canHaveLevels = ({ better }: Kpi): boolean => better !== 'neither';

/** The KPI with this id, or undefined. */
export function findKpi(id: string): Kpi | undefined {
  return kpiById.get(id);
}

/** The description of a kind of row. Throws for a kind that rows.json lacks. */
export function describeRow(kind: RowKind): RowDescription {
  const row = rowByKind.get(kind);
  if (!row) {
    throw new Error(`rows.json does not describe the row kind "${kind}".`);
  }
  return row;
}

/** Reports whether a value, such as one of a saved query, is a kind of row. */
export function isRowKind(value: unknown): value is RowKind {
  return rowKinds.some((kind) => kind === value);
}

/** The thresholds of a KPI for a kind of row, or undefined where it has none. */
export function thresholdsOf(kpi: Kpi, rows: RowKind): Thresholds | undefined {
  return kpi.thresholds?.[rows] ?? kpi.thresholds?.any;
}

/** Reports whether a KPI is a current value that a data source has a history of for a kind of row, if it keeps one. */
export function isRecorded({ tense, measure, rows: available, sources = [] }: Kpi, rows: RowKind): boolean {
  const recorded = describeRow(rows).methods.filter((method) => method.recorded);
  return (
    tense === 'now' &&
    measure !== 'text' &&
    measure !== 'time' &&
    available.includes(rows) &&
    sources.some(({ api }) => recorded.some((method) => method.api === api))
  );
}

/** Reports whether a KPI tells how other values came about and has none of its own. */
export function isProvenance({ formula }: Kpi): boolean {
  return formula !== undefined && 'provenance' in formula;
}

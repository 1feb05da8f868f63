import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import { type Category, findKpi, type RowKind } from '../catalogue';
import { kpiOptions } from '../src/query/kpiOptions';
import type { AgentStatus, KmmQuery, LevelColors, UserType, Window } from '../src/query/model';
import { averagingHours, dataSource, type FilterVariable, type OptionVariable } from './variables';

/** How the data of a panel is laid out, and what it says of levels. */
interface FrameOptions extends Pick<KmmQuery, 'layout' | 'levelText' | 'openPoint' | 'durationUnit' | 'worstOf'> {
  levelColors?: Exclude<LevelColors, 'panel'>;
}

/** The query of a panel; its filters are always the dashboard's variables. */
export interface PanelQuery extends FrameOptions {
  rows: RowKind;
  kpis: string[];
  orderBy?: KmmQuery['orderBy'];
  limit?: number;
  /** The dashboard's time range if absent. */
  window?: Window;
  /** The interval of a trend, such as `1h`; absent for one value. */
  interval?: string;
  /** For rows `agent`; absent means all logged-in agents. */
  agentStatus?: AgentStatus[];
  /** Absent means humans and bots. */
  userTypes?: UserType[];
}

/** A target of a panel, with the type of the foundation SDK. */
export type KmmTarget = KmmQuery & cog.Dataquery;

/** The last hours before the end of the dashboard's time range. */
export const lastHours = (hours: number): Window => ({ kind: 'last', hours });

/** The window of response times: the hours that the viewer has selected, before the end of the dashboard's time range. */
export const averagingWindow: Window = { kind: 'last', hours: `$${averagingHours.name}` };

/** The day of the end of the dashboard's time range, from midnight on. */
export const calendarDay: Window = { kind: 'today', from: '00:00' };

/** Numbers of a team count people: bots have slots and statuses of their own. */
export const humansOnly: Pick<PanelQuery, 'userTypes'> = { userTypes: ['HUMAN'] };

/** Counts take the worst level of a skill behind them: one can need attention long before the whole account does. */
export const worstSkill: Pick<PanelQuery, 'worstOf'> = { worstOf: 'skill' };

function filterOf({ agentStatus, userTypes }: PanelQuery): KmmQuery['filter'] {
  return {
    skills: ['$skill'],
    groups: ['$group'],
    includeSubGroups: true,
    ...(userTypes && { userTypes }),
    ...(agentStatus && { agentStatus }),
  };
}

/** Builds a query of the LivePerson KMM data source with the dashboard's variables. */
export class KmmQueryBuilder implements cog.Builder<KmmTarget> {
  constructor(private readonly query: PanelQuery) {}

  build(): KmmTarget {
    const { rows, kpis, window = { kind: 'range' }, interval, orderBy, limit } = this.query;
    const { layout, levelColors, levelText, openPoint, durationUnit, worstOf } = this.query;
    return {
      refId: 'A',
      datasource: dataSource,
      schemaVersion: 1,
      rows,
      kpis,
      filter: filterOf(this.query),
      window,
      shape: interval ? 'series' : 'value',
      ...(interval && { interval }),
      ...(orderBy && { orderBy }),
      ...(limit && { limit }),
      ...(layout && { layout }),
      ...(levelColors && { levelColors }),
      ...(worstOf && { worstOf }),
      ...(levelText && { levelText }),
      ...(openPoint && { openPoint }),
      ...(durationUnit && { durationUnit }),
      _implementsDataqueryVariant: () => undefined,
    };
  }
}

const isRow = (panel: Panel | RowPanel): panel is RowPanel => panel.type === 'row';

/** Changes the queries of a panel, or of all panels of a row. */
export function withQueries<P extends Panel | RowPanel>(panel: P, change: (query: KmmTarget) => KmmTarget): P {
  if (isRow(panel)) {
    return { ...panel, panels: panel.panels.map((one) => withQueries(one, change)) };
  }
  const targets = panel.targets as KmmTarget[] | undefined;
  return { ...panel, targets: targets?.map(change) };
}

/** The filters of variables that not all dashboards have, and which queries have them. */
const furtherFilters: Partial<
  Record<FilterVariable, { filter: KmmQuery['filter']; applies: (query: KmmQuery) => boolean }>
> = {
  agent: { filter: { agents: ['$agent'] }, applies: () => true },
  channel: { filter: { channels: ['$channel'] }, applies: countsConversations },
  state: { filter: { states: ['$state'] }, applies: ({ rows }) => rows === 'conversation' },
};

/** Agents have conversations on all channels, and the age of data is that of all. */
const withoutChannel: Array<Category | undefined> = ['agents', 'agentDetails', 'freshness'];

function countsConversations({ rows, kpis }: KmmQuery): boolean {
  return rows !== 'agent' && !kpis.some((id) => withoutChannel.includes(findKpi(id)?.category));
}

/** Adds those of the variables to the filters of a query that it can be filtered by. */
export function withFilters(query: KmmTarget, variables: FilterVariable[]): KmmTarget {
  return variables
    .flatMap((name) => furtherFilters[name] ?? [])
    .filter(({ applies }) => applies(query))
    .reduce((filtered, { filter }) => ({ ...filtered, filter: { ...filtered.filter, ...filter } }), query);
}

/** Adds those of the variables of options that have an effect on a query. */
export function withOptions(query: KmmTarget, variables: OptionVariable[]): KmmTarget {
  const names = variables.filter((name) => kpiOptions(query.kpis).includes(name));
  return { ...query, ...Object.fromEntries(names.map((name) => [name, `$${name}`])) };
}

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import type { RowKind } from '../catalogue';
import type { AgentStatus, KmmQuery } from '../src/query/model';
import { dataSource } from './variables';

/** The query of a panel; its filters are always the dashboard's skill and group variables. */
export interface PanelQuery {
  rows: RowKind;
  kpis: string[];
  orderBy?: KmmQuery['orderBy'];
  limit?: number;
  /** The interval of a trend, such as `1h`; absent for one value. */
  interval?: string;
  /** For rows `agent`; absent means all logged-in agents. */
  agentStatus?: AgentStatus[];
}

/** A target of a panel, with the type of the foundation SDK. */
export type KmmTarget = KmmQuery & cog.Dataquery;

function filterOf({ agentStatus }: PanelQuery): KmmQuery['filter'] {
  return { skills: ['$skill'], groups: ['$group'], includeSubGroups: true, ...(agentStatus && { agentStatus }) };
}

/** Builds a query of the LivePerson KMM data source with the dashboard's variables and time range. */
export class KmmQueryBuilder implements cog.Builder<KmmTarget> {
  constructor(private readonly query: PanelQuery) {}

  build(): KmmTarget {
    return {
      refId: 'A',
      datasource: dataSource,
      schemaVersion: 1,
      rows: this.query.rows,
      kpis: this.query.kpis,
      filter: filterOf(this.query),
      window: { kind: 'range' },
      shape: this.query.interval ? 'series' : 'value',
      ...(this.query.interval && { interval: this.query.interval }),
      ...(this.query.orderBy && { orderBy: this.query.orderBy }),
      ...(this.query.limit && { limit: this.query.limit }),
      _implementsDataqueryVariant: () => undefined,
    };
  }
}

const isRow = (panel: Panel | RowPanel): panel is RowPanel => panel.type === 'row';

/**
 * Adds the agent variable to the filters of a panel, or of all panels of a row. LivePerson can filter all KPIs by agent.
 */
export function withAgentFilter<P extends Panel | RowPanel>(panel: P): P {
  if (isRow(panel)) {
    return { ...panel, panels: panel.panels.map(withAgentFilter) };
  }
  const targets = panel.targets as KmmTarget[] | undefined;
  return {
    ...panel,
    targets: targets?.map((target) => ({ ...target, filter: { ...target.filter, agents: ['$agent'] } })),
  };
}

import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';

import type { RowKind } from '../catalogue';
import type { AgentStatus, KmmQuery } from '../src/query/model';
import { dataSource } from './variables';

/** What a panel asks; the filters always follow the dashboard's choices of skills and groups. */
export interface Question {
  rows: RowKind;
  kpis: string[];
  orderBy?: KmmQuery['orderBy'];
  limit?: number;
  /** Asks for the course over the time range: how much time a point stands for, such as `1h`. */
  every?: string;
  /** Of rows `agent`: all who are logged in, if absent. */
  agentStatus?: AgentStatus[];
}

/** A target of a panel, as the foundation SDK wants it. */
export type KmmTarget = KmmQuery & cog.Dataquery;

function filterOf({ agentStatus }: Question): KmmQuery['filter'] {
  return { skills: ['$skill'], groups: ['$group'], includeSubGroups: true, ...(agentStatus && { agentStatus }) };
}

/** Builds a query of the LivePerson KMM data source that follows the dashboard's choices and time range. */
export class KmmQueryBuilder implements cog.Builder<KmmTarget> {
  constructor(private readonly question: Question) {}

  build(): KmmTarget {
    return {
      refId: 'A',
      datasource: dataSource,
      schemaVersion: 1,
      rows: this.question.rows,
      kpis: this.question.kpis,
      filter: filterOf(this.question),
      window: { kind: 'range' },
      shape: this.question.every ? 'series' : 'value',
      ...(this.question.every && { interval: this.question.every }),
      ...(this.question.orderBy && { orderBy: this.question.orderBy }),
      ...(this.question.limit && { limit: this.question.limit }),
      _implementsDataqueryVariant: () => undefined,
    };
  }
}

const isRow = (panel: Panel | RowPanel): panel is RowPanel => panel.type === 'row';

/**
 * The same panel, or a row with its panels, for a dashboard that has a choice of agents: LivePerson filters all KPIs by
 * agent, so all panels follow it.
 */
export function ofChosenAgents<P extends Panel | RowPanel>(panel: P): P {
  if (isRow(panel)) {
    return { ...panel, panels: panel.panels.map(ofChosenAgents) };
  }
  const targets = panel.targets as KmmTarget[] | undefined;
  return {
    ...panel,
    targets: targets?.map((target) => ({ ...target, filter: { ...target.filter, agents: ['$agent'] } })),
  };
}

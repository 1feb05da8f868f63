import type * as cog from '@grafana/grafana-foundation-sdk/cog';

import type { Rows } from '../catalogue';
import type { AgentStatus, KmmQuery } from '../src/query/model';
import { dataSource } from './variables';

/** What a panel asks; the filters always follow the dashboard's variables. */
export interface Question {
  rows: Rows;
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

// Only the dashboards that ask for agents have a choice of agents.
function filterOf({ rows, agentStatus }: Question): KmmQuery['filter'] {
  return {
    skills: ['$skill'],
    groups: ['$group'],
    includeSubGroups: true,
    ...(rows === 'agent' && { agents: ['$agent'] }),
    ...(agentStatus && { agentStatus }),
  };
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

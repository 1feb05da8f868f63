import type * as cog from '@grafana/grafana-foundation-sdk/cog';

import type { Rows } from '../catalogue';
import type { KmmQuery } from '../src/query/model';
import { dataSource } from './variables';

/** What a panel asks; the filters always follow the dashboard's variables. */
export interface Question {
  rows: Rows;
  kpis: string[];
  orderBy?: KmmQuery['orderBy'];
  limit?: number;
}

/** A target of a panel, as the foundation SDK wants it. */
export type KmmTarget = KmmQuery & cog.Dataquery;

/** Builds a query of the LivePerson KMM data source that follows the dashboard's skill, group and time range. */
export class KmmQueryBuilder implements cog.Builder<KmmTarget> {
  constructor(private readonly question: Question) {}

  build(): KmmTarget {
    return {
      refId: 'A',
      datasource: dataSource,
      schemaVersion: 1,
      rows: this.question.rows,
      kpis: this.question.kpis,
      filter: { skills: ['$skill'], groups: ['$group'], includeSubGroups: true },
      window: { kind: 'range' },
      shape: 'value',
      ...(this.question.orderBy && { orderBy: this.question.orderBy }),
      ...(this.question.limit && { limit: this.question.limit }),
      _implementsDataqueryVariant: () => undefined,
    };
  }
}

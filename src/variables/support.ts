import { CustomVariableSupport, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { from, map, type Observable } from 'rxjs';

import type { KmmDataSource } from '../datasource';
import type { Backend } from '../resources';
import { listOptions } from './options';
import { readVariableQuery, type VariableQuery } from './model';
import { VariableEditor } from './VariableEditor';

/** Dashboard variables that list the account's skills, agent groups or agents, channels, states or KPIs. */
export class KmmVariableSupport extends CustomVariableSupport<KmmDataSource, VariableQuery> {
  editor = VariableEditor;

  constructor(private readonly backend: Backend) {
    super();
    // Grafana calls this method without its object.
    this.query = this.query.bind(this);
  }

  /** The names as `text` and the ids as `value`. Fails if they cannot be loaded. */
  query(request: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    const options = listOptions(this.backend, readVariableQuery(request.targets[0]));
    return from(options).pipe(map((data) => ({ data })));
  }

  getDefaultQuery(): Partial<VariableQuery> {
    return { kind: 'skills' };
  }
}

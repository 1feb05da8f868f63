import { CustomVariableSupport, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { from, map, type Observable } from 'rxjs';

import type { KmmDataSource } from '../datasource';
import { getGroups, getSkills, type Backend } from '../resources';
import { readVariableQuery, type VariableQuery } from './model';
import { VariableEditor } from './VariableEditor';

/** Lets dashboard variables list the account's skills or agent groups by name; their values are ids. */
export class KmmVariableSupport extends CustomVariableSupport<KmmDataSource, VariableQuery> {
  editor = VariableEditor;

  constructor(private readonly backend: Backend) {
    super();
    // Grafana takes this method off its object.
    this.query = this.query.bind(this);
  }

  /** The names as `text` and the ids as `value`. Fails when they cannot be loaded. */
  query(request: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    const { kind } = readVariableQuery(request.targets[0]);
    const names = kind === 'groups' ? getGroups(this.backend) : getSkills(this.backend);
    return from(names).pipe(map((all) => ({ data: all.map(({ id, name }) => ({ text: name, value: id })) })));
  }

  getDefaultQuery(): Partial<VariableQuery> {
    return { kind: 'skills' };
  }
}

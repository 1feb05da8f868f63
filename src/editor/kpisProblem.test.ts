import fc from 'fast-check';

import { kpis as catalogue, type Rows } from '../../catalogue';
import { kpisFor } from '../query/change';
import type { KmmQuery } from '../query/model';
import { queryOf } from '../testing/queries';
import { kpisProblem } from './kpisProblem';

const anyIds = fc.uniqueArray(fc.constantFrom(...catalogue.map(({ id }) => id), '$kpi', '${kpi:csv}', '[[kpi]]'));
const anyRows = fc.constantFrom<Rows>('account', 'skill', 'group', 'agent');
const anyShape = fc.constantFrom<KmmQuery['shape']>('value', 'series');

test('nothing is wrong with KPIs that are offered, or with variables, and something with all others', () => {
  fc.assert(
    fc.property(anyIds, anyRows, anyShape, (kpis, rows, shape) => {
      const offered = kpisFor(rows, shape).map(({ id }) => id);
      const isSound = kpis.length > 0 && kpis.every((id) => offered.includes(id) || /^[$[]/.test(id));
      expect(kpisProblem(queryOf({ kpis, rows, shape })) === undefined).toBe(isSound);
    })
  );
});

test('a KPI that there is none of is named', () => {
  expect(kpisProblem(queryOf({ kpis: ['csat', 'mcs'] }))).toMatch(/There is no KPI "mcs"/);
});

import fc from 'fast-check';

import { kpis as catalogue, type RowKind } from '../../catalogue';
import { kpisFor } from '../query/change';
import type { KmmQuery } from '../query/model';
import { makeQuery } from '../testing/makeQuery';
import { validateKpis } from './validateKpis';

const arbitraryKpis = fc.uniqueArray(
  fc.constantFrom(...catalogue.map(({ id }) => id), '$kpi', '${kpi:csv}', '[[kpi]]')
);
const arbitraryRows = fc.constantFrom<RowKind>('account', 'skill', 'group', 'agent');
const arbitraryShape = fc.constantFrom<KmmQuery['shape']>('value', 'series');

test('nothing is wrong with KPIs that are offered, or with variables, and something with all others', () => {
  fc.assert(
    fc.property(arbitraryKpis, arbitraryRows, arbitraryShape, (kpis, rows, shape) => {
      const offered = kpisFor(rows, shape).map(({ id }) => id);
      const isValid = kpis.length > 0 && kpis.every((id) => offered.includes(id) || /^[$[]/.test(id));
      expect(validateKpis(makeQuery({ kpis, rows, shape })) === undefined).toBe(isValid);
    })
  );
});

test('a KPI that there is none of is named', () => {
  expect(validateKpis(makeQuery({ kpis: ['csat', 'mcs'] }))).toMatch(/There is no KPI "mcs"/);
});

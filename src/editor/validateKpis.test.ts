import fc from 'fast-check';

import { kpis as catalogue, rowKinds } from '../../catalogue';
import { kpisFor } from '../query/change';
import type { KmmQuery } from '../query/model';
import { makeQuery } from '../testing/makeQuery';
import { validateKpis } from './validateKpis';

const arbitraryKpis = fc.uniqueArray(
  fc.constantFrom(...catalogue.map(({ id }) => id), '$kpi', '${kpi:csv}', '[[kpi]]')
);
const arbitraryRows = fc.constantFrom(...rowKinds);
const arbitraryShape = fc.constantFrom<KmmQuery['shape']>('value', 'series');

test('accepts the KPIs that the editor lists and variables, and no others', () => {
  fc.assert(
    fc.property(arbitraryKpis, arbitraryRows, arbitraryShape, (kpis, rows, shape) => {
      const offered = kpisFor(rows, shape).map(({ id }) => id);
      const isValid = kpis.length > 0 && kpis.every((id) => offered.includes(id) || /^[$[]/.test(id));
      expect(validateKpis(makeQuery({ kpis, rows, shape })) === undefined).toBe(isValid);
    })
  );
});

test('the error names an unknown KPI', () => {
  expect(validateKpis(makeQuery({ kpis: ['csat', 'mcs'] }))).toMatch(/Unknown KPI "mcs"/);
});

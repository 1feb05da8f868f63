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
    fc.property(arbitraryKpis, arbitraryRows, arbitraryShape, fc.boolean(), (kpis, rows, shape, hasHistory) => {
      const offered = kpisFor(rows, shape, hasHistory).map(({ id }) => id);
      const isValid = kpis.length > 0 && kpis.every((id) => offered.includes(id) || /^[$[]/.test(id));
      expect(validateKpis(makeQuery({ kpis, rows, shape }), hasHistory) === undefined).toBe(isValid);
    })
  );
});

test('the error names an unknown KPI', () => {
  expect(validateKpis(makeQuery({ kpis: ['csat', 'mcs'] }))).toMatch(/Unknown KPI "mcs"/);
});

test('the error of a current value in a trend names the setting that gives it one, if that can', () => {
  const trendOf = (kpi: string) => validateKpis(makeQuery({ kpis: [kpi], shape: 'series' }));
  expect(trendOf('open_conversations')).toMatch(/Turn on “History of current values” in the data source settings, or/);
  expect(trendOf('longest_wait_now')).not.toMatch(/Turn on/);
});

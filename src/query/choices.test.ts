import fc from 'fast-check';

import { findKpi } from '../../catalogue';
import { anyObject, damagedQuery, throughJson } from '../testing/almostQuery';
import { chosenQuery } from '../testing/choices';
import { misfits } from './change';
import { asksNothing, migrate } from './migrate';
import { summary } from './summary';

test('whatever is chosen, a query asks only for what its rows and shape can have', () => {
  fc.assert(
    fc.property(chosenQuery, (query) => {
      const { rows, kpis, filter, orderBy } = query;
      expect(misfits(query)).toEqual([]);
      expect(kpis.filter((id) => !findKpi(id) && !id.startsWith('$'))).toEqual([]);
      expect(new Set(kpis).size).toBe(kpis.length);
      expect(orderBy === undefined || kpis.includes(orderBy.kpi)).toBe(true);
      expect(rows !== 'agent' && (filter.agents ?? filter.agentStatus) !== undefined).toBe(false);
      expect(filter.includeSubGroups === true && !filter.groups).toBe(false);
    }),
    { numRuns: 2000 }
  );
});

test('whatever is chosen, only what counts is saved', () => {
  fc.assert(
    fc.property(chosenQuery, ({ rows, shape, window, ...rest }) => {
      const ordered = 'orderBy' in rest || 'limit' in rest;
      expect(shape === 'series' && (window.kind !== 'range' || ordered)).toBe(false);
      expect(shape === 'value' && 'interval' in rest).toBe(false);
      expect(rows === 'account' && ordered).toBe(false);
    }),
    { numRuns: 2000 }
  );
});

test('whatever is chosen is saved and read again as it is', () => {
  fc.assert(
    fc.property(chosenQuery, (query) => expect(migrate(throughJson(query))).toStrictEqual(query)),
    { numRuns: 500 }
  );
});

test('a query of which parts are blank is read without them, and then as it is', () => {
  fc.assert(
    fc.property(damagedQuery, (saved) => {
      const query = migrate(saved);
      expect(migrate(throughJson(query))).toStrictEqual(query);
      expect(JSON.stringify(query)).not.toMatch(/" *"/);
    }),
    { numRuns: 2000 }
  );
});

/** Bits that show that something was not there, or that two commas met. */
const holes = /undefined|null|NaN|\[object|\s\s|, ?,|; ?,|^[\s,;]|[\s,;]$|from(,|$)|last hours|at most rows/;

test('a query that asks for something reads as a sentence without holes', () => {
  const saved = fc.oneof(chosenQuery, damagedQuery.map(migrate), anyObject.map(migrate));
  fc.assert(
    fc.property(saved, (query) => {
      expect(summary(query)).not.toMatch(holes);
      expect(summary(query) === 'No KPI chosen').toBe(asksNothing(query));
    }),
    { numRuns: 3000 }
  );
});

import fc from 'fast-check';

import { findKpi } from '../../catalogue';
import { fuzzObject, malformedQuery, jsonRoundTrip } from '../testing/fuzzQuery';
import { editedQuery } from '../testing/editedQuery';
import { hasFilter, incompatibleKpis } from './change';
import { isEmpty, migrate } from './migrate';
import { summarizeQuery } from './summary';

test('an edited query has only what its rows and shape support', () => {
  fc.assert(
    fc.property(editedQuery, (query) => {
      const { rows, kpis, filter, orderBy } = query;
      expect(incompatibleKpis(query)).toEqual([]);
      expect(kpis.filter((id) => !findKpi(id) && !id.startsWith('$'))).toEqual([]);
      expect(new Set(kpis).size).toBe(kpis.length);
      expect(orderBy === undefined || kpis.includes(orderBy.kpi)).toBe(true);
      for (const name of ['agents', 'agentStatus', 'channels', 'states', 'userTypes'] as const) {
        expect(filter[name] !== undefined && !hasFilter(rows, name)).toBe(false);
      }
      expect(filter.includeSubGroups === true && !filter.groups).toBe(false);
    }),
    { numRuns: 2000 }
  );
});

test('an edited query has no fields without effect', () => {
  fc.assert(
    fc.property(editedQuery, ({ rows, shape, window, ...rest }) => {
      const ordered = 'orderBy' in rest || 'limit' in rest;
      expect(shape === 'series' && (window.kind !== 'range' || ordered)).toBe(false);
      expect(shape === 'value' && 'interval' in rest).toBe(false);
      expect(rows === 'account' && ordered).toBe(false);
      expect(rows === 'conversation' && (shape === 'series' || 'compareWith' in rest)).toBe(false);
    }),
    { numRuns: 2000 }
  );
});

test('an edited query is the same after saving and reading', () => {
  fc.assert(
    fc.property(editedQuery, (query) => expect(migrate(jsonRoundTrip(query))).toStrictEqual(query)),
    { numRuns: 500 }
  );
});

test('blank fields are dropped when a query is read', () => {
  fc.assert(
    fc.property(malformedQuery, (saved) => {
      const query = migrate(saved);
      expect(migrate(jsonRoundTrip(query))).toStrictEqual(query);
      expect(JSON.stringify(query)).not.toMatch(/" *"/);
    }),
    { numRuns: 2000 }
  );
});

/** Signs of a missing value or of two adjacent separators. */
const holes = /undefined|null|NaN|\[object|\s\s|, ?,|; ?,|^[\s,;]|[\s,;]$|today from(,|$)|last hours|at most rows/;

test('the summary of a query has no gaps', () => {
  const saved = fc.oneof(editedQuery, malformedQuery.map(migrate), fuzzObject.map(migrate));
  fc.assert(
    fc.property(saved, (query) => {
      expect(summarizeQuery(query)).not.toMatch(holes);
      expect(summarizeQuery(query) === 'No KPI selected').toBe(isEmpty(query));
    }),
    { numRuns: 3000 }
  );
});

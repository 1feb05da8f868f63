import fc from 'fast-check';

import { kpis as catalogue, type Rows } from '../../catalogue';
import { queryOf } from '../testing/queries';
import { isNowOnly, kpisFor, withFilter, withKpis, withLimit, withOrder, withRows } from './change';

const anyRows = fc.constantFrom<Rows>('account', 'skill', 'group');
const anyKpis = fc.uniqueArray(fc.constantFrom(...catalogue.map(({ id }) => id)));

test('a change of rows leaves only KPIs that such rows can have', () => {
  fc.assert(
    fc.property(anyKpis, anyRows, (kpis, rows) => {
      const fitting = kpisFor(rows).map(({ id }) => id);
      const changed = withRows(queryOf({ kpis }), rows);
      expect(changed.rows).toBe(rows);
      expect(changed.kpis).toEqual(kpis.filter((id) => fitting.includes(id)));
    })
  );
});

test('a KPI that only other rows can have is not offered', () => {
  const [first] = catalogue.splice(0, 1, { ...kpisFor('account')[0]!, id: 'of_the_account', rows: ['account'] });
  try {
    expect(kpisFor('account')[0]?.id).toBe('of_the_account');
    expect(kpisFor('skill').map(({ id }) => id)).not.toContain('of_the_account');
  } finally {
    catalogue.splice(0, 1, first!);
  }
});

test('an order is always by a chosen KPI, whatever is chosen', () => {
  fc.assert(
    fc.property(anyKpis, anyKpis, (before, after) => {
      const kpi = before[0];
      const ordered = withOrder(queryOf({ kpis: before }), kpi === undefined ? undefined : { kpi, desc: true });
      const changed = withKpis(ordered, after);
      expect(changed.orderBy?.kpi).toBe(kpi !== undefined && after.includes(kpi) ? kpi : undefined);
    })
  );
});

test('a variable among the KPIs stays when the rows change', () => {
  expect(withRows(queryOf({ kpis: ['$kpi'] }), 'group').kpis).toEqual(['$kpi']);
});

test('the account is one row: order and limit go', () => {
  const query = queryOf({ orderBy: { kpi: 'open_conversations', desc: true }, limit: 5 });
  expect(withRows(query, 'account')).toEqual(queryOf({ rows: 'account' }));
  expect(withRows(query, 'group')).toEqual({ ...query, rows: 'group' });
});

test('a filter without values is left out, and sub-groups go with their groups', () => {
  const filtered = withFilter(queryOf(), { groups: ['1'], includeSubGroups: true, skills: ['7'] });
  expect(filtered.filter).toEqual({ groups: ['1'], includeSubGroups: true, skills: ['7'] });
  const cleared = withFilter(withFilter(filtered, { groups: [] }), { skills: [] });
  expect(Object.keys(cleared.filter)).toEqual([]);
});

test('an absent limit is no field', () => {
  expect('limit' in withLimit(queryOf({ limit: 5 }), undefined)).toBe(false);
  expect(withLimit(queryOf(), 3).limit).toBe(3);
});

test('only values of this moment make a query independent of its window', () => {
  expect(isNowOnly(['open_conversations', 'agent_load'])).toBe(true);
  expect(isNowOnly(['open_conversations', 'closed_conversations'])).toBe(false);
  expect(isNowOnly(['$kpi'])).toBe(false);
  expect(isNowOnly([])).toBe(false);
});

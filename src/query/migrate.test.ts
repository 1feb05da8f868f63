import fc from 'fast-check';

import { fuzzValue, jsonRoundTrip } from '../testing/fuzzQuery';
import { makeQuery } from '../testing/makeQuery';
import { isNewer, isNew, migrate } from './migrate';

test('reads anything, and reads what it wrote as the same', () => {
  fc.assert(
    fc.property(fuzzValue, (saved) => {
      const query = migrate(saved);
      expect(migrate(jsonRoundTrip(query))).toStrictEqual(query);
    }),
    { numRuns: 1000 }
  );
});

test('what it reads can always be edited: rows, window and ids are sound', () => {
  fc.assert(
    fc.property(fuzzValue, (saved) => {
      const { rows, kpis, filter, window } = migrate(saved);
      expect(['account', 'skill', 'group', 'agent']).toContain(rows);
      expect(['range', 'last', 'today']).toContain(window.kind);
      for (const ids of [kpis, filter.skills ?? [], filter.groups ?? [], filter.agents ?? []]) {
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).not.toContain('');
      }
    })
  );
});

test('a whole query stays as it is, with what Grafana keeps in it', () => {
  const query = {
    ...makeQuery({
      rows: 'group',
      filter: { skills: ['$skill', '-1'], groups: ['12'], includeSubGroups: true },
      window: { kind: 'today', from: '09:00', timeZone: 'Europe/Berlin' },
      orderBy: { kpi: 'open_conversations', desc: false },
      limit: 10,
      hide: true,
      datasource: { type: 'kmm-liveperson-datasource', uid: 'kmm' },
    }),
    intervalMs: 1000,
    maxDataPoints: 43200,
  };
  expect(migrate(query)).toStrictEqual(query);
});

test('fields of neither ours nor Grafana are left out, numbers become ids', () => {
  expect(
    migrate({ ...makeQuery(), rawSql: 'select 1', filter: { skills: [101, '101', ' 7 '], colour: ['1'] } })
  ).toEqual(makeQuery({ filter: { skills: ['101', '7'] } }));
});

test('a trend of agents stays as it is', () => {
  const query = makeQuery({
    rows: 'agent',
    kpis: ['csat'],
    filter: { agents: ['7'], userTypes: ['HUMAN', '$type'], agentStatus: ['AWAY', '$status'] },
    shape: 'series',
    interval: '1h',
  });
  expect(migrate(query)).toStrictEqual(query);
});

test('a status or user type that there is none of is left out, and one value has no interval', () => {
  const filter = { agentStatus: ['BUSY', 'AWAY'], userTypes: ['CAT'] };
  const saved = { ...makeQuery(), filter, interval: '1h' };
  expect(migrate(saved)).toStrictEqual(makeQuery({ filter: { agentStatus: ['AWAY'] } }));
});

test('a query that nobody filled in is told from one that was emptied', () => {
  expect(isNew({ refId: 'A' })).toBe(true);
  expect(isNew({ refId: 'A', kpis: [] })).toBe(false);
  expect(isNew({ refId: 'A', rows: 'skill' })).toBe(false);
});

test('today from no hour is not a window of today', () => {
  expect(migrate({ ...makeQuery(), window: { kind: 'today', from: ' ' } }).window).toEqual({ kind: 'range' });
});

test('a query of a later version is told', () => {
  expect(isNewer({ schemaVersion: 2 })).toBe(true);
  expect(isNewer(makeQuery())).toBe(false);
  expect(isNewer({})).toBe(false);
});

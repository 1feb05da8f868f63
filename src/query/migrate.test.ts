import fc from 'fast-check';

import { fuzzValue, jsonRoundTrip } from '../testing/fuzzQuery';
import { rowKinds } from '../../catalogue';
import { makeQuery } from '../testing/makeQuery';
import { isNewer, isNew, migrate } from './migrate';

test('reads any input, and is idempotent', () => {
  fc.assert(
    fc.property(fuzzValue, (saved) => {
      const query = migrate(saved);
      expect(migrate(jsonRoundTrip(query))).toStrictEqual(query);
    }),
    { numRuns: 1000 }
  );
});

test('a query that was read has valid rows, window and ids', () => {
  fc.assert(
    fc.property(fuzzValue, (saved) => {
      const { rows, kpis, filter, window } = migrate(saved);
      expect(rowKinds).toContain(rows);
      expect(['range', 'last', 'today']).toContain(window.kind);
      for (const ids of [kpis, filter.skills ?? [], filter.groups ?? [], filter.agents ?? []]) {
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).not.toContain('');
      }
    })
  );
});

test('variables in place of numbers and times stay, and numbers as text become numbers', () => {
  const last = makeQuery({ window: { kind: 'last', hours: '$hours' }, limit: '$limit' });
  expect(migrate(last)).toStrictEqual(last);
  const today = makeQuery({ window: { kind: 'today', from: '$start', timeZone: '$zone' } });
  expect(migrate(today)).toStrictEqual(today);
  expect(migrate({ ...last, window: { kind: 'last', hours: '12' }, limit: '5' })).toStrictEqual(
    makeQuery({ window: { kind: 'last', hours: 12 }, limit: 5 })
  );
});

test('a complete query stays unchanged, with the fields of Grafana', () => {
  const query = {
    ...makeQuery({
      rows: 'group',
      filter: { skills: ['$skill', '-1'], groups: ['12'], includeSubGroups: true },
      window: { kind: 'today', from: '09:00', timeZone: 'Europe/Berlin' },
      orderBy: { kpi: 'open_conversations', desc: false, worstFirst: true },
      limit: 10,
      hide: true,
      datasource: { type: 'kmm-liveperson-datasource', uid: 'kmm' },
    }),
    intervalMs: 1000,
    maxDataPoints: 43200,
  };
  expect(migrate(query)).toStrictEqual(query);
});

test('the layout, the colors of levels and results for levels stay, and unknown ones are dropped', () => {
  const value = makeQuery({
    layout: 'auto',
    levelColors: 'attention',
    levelText: true,
    severities: 'state',
    onlyCritical: true,
    worstOf: 'skill',
    compareWith: 'week',
  });
  expect(migrate(value)).toStrictEqual(value);
  const trend = makeQuery({ shape: 'series', openPoint: 'separate', durationUnit: 'auto' });
  expect(migrate(trend)).toStrictEqual(trend);
  expect(migrate({ ...trend, durationUnit: 'd' })).not.toHaveProperty('durationUnit');
  const unknown = {
    layout: 'grid',
    levelColors: 'pink',
    levelText: 'yes',
    severities: 7,
    openPoint: 'separate',
    durationUnit: 'm',
  };
  expect(migrate({ ...makeQuery(), ...unknown })).toStrictEqual(makeQuery());
});

test('the options of KPIs stay: numbers, also as text, and variables', () => {
  const query = makeQuery({
    sampleSize: 500,
    openedWithin: 0,
    serviceLevelSeconds: '$seconds',
    chatServiceLevelSeconds: 30,
  });
  expect(migrate(query)).toStrictEqual(query);
  const texts = {
    sampleSize: '500',
    openedWithin: ' 0',
    serviceLevelSeconds: '$seconds',
    chatServiceLevelSeconds: '30',
  };
  expect(migrate({ ...makeQuery(), ...texts })).toStrictEqual(query);
  const invalid = { sampleSize: -1, openedWithin: '', serviceLevelSeconds: 'soon', chatServiceLevelSeconds: 0 };
  expect(migrate({ ...makeQuery(), ...invalid })).toStrictEqual(makeQuery());
});

test('unknown fields are dropped, numbers become ids', () => {
  expect(
    migrate({ ...makeQuery(), rawSql: 'select 1', filter: { skills: [101, '101', ' 7 '], colour: ['1'] } })
  ).toEqual(makeQuery({ filter: { skills: ['101', '7'] } }));
});

test('a trend of agents stays unchanged', () => {
  const query = makeQuery({
    rows: 'agent',
    kpis: ['csat'],
    filter: { agents: ['7'], userTypes: ['HUMAN', '$type'], agentStatus: ['AWAY', '$status'] },
    shape: 'series',
    interval: '1h',
  });
  expect(migrate(query)).toStrictEqual(query);
});

test('filters of conversations stay, and unknown states are dropped', () => {
  const query = makeQuery({
    rows: 'conversation',
    kpis: ['conversation_state'],
    filter: { channels: ['SHARK', 'Apple Business Chat', '$channel'], states: ['QUEUED', '$state'] },
  });
  expect(migrate(query)).toStrictEqual(query);
  const filter = { channels: [' SMS ', ''], states: ['CLOSED'] };
  expect(migrate({ ...query, filter }).filter).toStrictEqual({ channels: ['SMS'] });
});

test('unknown statuses and user types are dropped, and the interval of one value', () => {
  const filter = { agentStatus: ['BUSY', 'AWAY'], userTypes: ['CAT'] };
  const saved = { ...makeQuery(), filter, interval: '1h' };
  expect(migrate(saved)).toStrictEqual(makeQuery({ filter: { agentStatus: ['AWAY'] } }));
});

test('a new query differs from an emptied one', () => {
  expect(isNew({ refId: 'A' })).toBe(true);
  expect(isNew({ refId: 'A', kpis: [] })).toBe(false);
  expect(isNew({ refId: 'A', rows: 'skill' })).toBe(false);
});

test('a window of today needs a start time', () => {
  expect(migrate({ ...makeQuery(), window: { kind: 'today', from: ' ' } }).window).toEqual({ kind: 'range' });
});

test('recognizes a query of a newer version', () => {
  expect(isNewer({ schemaVersion: 2 })).toBe(true);
  expect(isNewer(makeQuery())).toBe(false);
  expect(isNewer({})).toBe(false);
});

import fc from 'fast-check';

import { fuzzObject } from '../testing/fuzzQuery';
import { makeQuery } from '../testing/makeQuery';
import { fakeTemplateSrv, type VariableValues } from '../testing/templateSrv';
import { incompatibleKpis } from './change';
import { interpolate } from './interpolate';
import type { KmmQuery } from './model';

function interpolated(part: Partial<KmmQuery>, values: VariableValues): KmmQuery {
  return interpolate(makeQuery(part), {}, fakeTemplateSrv(values).replace);
}

test('a variable of several values becomes several ids, each once', () => {
  const { filter } = interpolated({ filter: { skills: ['7', '$skill', '102'] } }, { skill: ['101', '102', '-1'] });
  expect(filter).toEqual({ skills: ['7', '101', '102', '-1'] });
});

test('the id -1 of the main group keeps its minus', () => {
  expect(interpolated({ filter: { groups: ['$group'] } }, { group: '-1' }).filter).toEqual({ groups: ['-1'] });
});

test('All is no filter', () => {
  const { filter } = interpolated({ filter: { skills: ['$skill'], groups: ['5'] } }, { skill: '*' });
  expect(filter).toEqual({ groups: ['5'] });
});

test('All beside an id is no filter, either', () => {
  expect(interpolated({ filter: { skills: ['101', '$skill'] } }, { skill: '*' }).filter).toEqual({});
});

test('a variable without a value is removed', () => {
  expect(interpolated({ filter: { skills: ['$skill'] } }, { skill: [] }).filter).toEqual({});
  expect(interpolated({ filter: { skills: ['$skill', '7'] } }, { skill: '' }).filter).toEqual({ skills: ['7'] });
});

test('an unknown variable is kept, so that the server can name it', () => {
  expect(interpolated({ filter: { skills: ['$nobody'] } }, {}).filter).toEqual({ skills: ['$nobody'] });
});

test('KPIs and the order can be variables', () => {
  const query = interpolated({ kpis: ['$kpi'], orderBy: { kpi: '$kpi', desc: true } }, { kpi: 'csat' });
  expect(query).toEqual(makeQuery({ kpis: ['csat'], orderBy: { kpi: 'csat', desc: true } }));
});

test('agents, statuses and user types can be variables', () => {
  const filter = { agents: ['$agent'], agentStatus: ['$status' as const], userTypes: ['$type' as const] };
  expect(interpolated({ filter }, { agent: ['7', '8'], status: 'AWAY', type: '*' }).filter).toEqual({
    agents: ['7', '8'],
    agentStatus: ['AWAY'],
  });
});

test('All KPIs are those that the rows and shape support', () => {
  const trend = interpolated({ rows: 'agent', shape: 'series', kpis: ['$kpi'] }, { kpi: '*' });
  expect(trend.kpis).toContain('csat');
  expect(incompatibleKpis(trend)).toEqual([]);
});

test('an interval can be a variable', () => {
  expect(interpolated({ shape: 'series', interval: '$step' }, { step: '15m' }).interval).toBe('15m');
});

test('values that several variables share are listed once, and the sub-groups switch is kept', () => {
  const filter = { groups: ['$a', '$b'], includeSubGroups: true };
  expect(interpolated({ filter }, { a: ['1', '2'], b: ['2', '3'] }).filter).toEqual({
    groups: ['1', '2', '3'],
    includeSubGroups: true,
  });
});

test('numbers become ids, and a missing filter stays missing', () => {
  const { filter: _, ...bare } = makeQuery();
  expect(interpolate(bare as KmmQuery, {}, fakeTemplateSrv({}).replace)).toStrictEqual(bare);
  const numbers = { ...makeQuery(), filter: { skills: [101] } } as unknown as KmmQuery;
  expect(interpolate(numbers, {}, fakeTemplateSrv({}).replace).filter).toEqual({ skills: ['101'] });
});

test('an empty list is no filter, as on the server', () => {
  const filter = { skills: null, groups: [null, ''], agents: [] } as unknown as KmmQuery['filter'];
  expect(interpolated({ filter }, {}).filter).toEqual({});
});

test("Grafana's own $__all is no filter", () => {
  expect(interpolated({ filter: { skills: ['$__all'] } }, {}).filter).toEqual({});
});

test('an empty KPI variable leaves an empty list, so that the server can report it', () => {
  expect(interpolated({ kpis: ['$kpi'] }, { kpi: [] }).kpis).toEqual([]);
});

test('invalid fields are kept unchanged, so that the server can report them', () => {
  const faults = {
    rows: 'skill',
    kpis: { id: 'csat' },
    filter: { skills: [{ value: '7' }], agents: true },
    interval: 5,
  };
  for (const saved of [faults, { ...faults, filter: 'all', orderBy: 'csat' }, { ...faults, orderBy: { kpi: 7 } }]) {
    const query = saved as unknown as KmmQuery;
    expect(interpolate(query, {}, fakeTemplateSrv({}).replace)).toStrictEqual(query);
  }
});

test('never throws, and keeps all fields of any input', () => {
  fc.assert(
    fc.property(fuzzObject, (saved) => {
      const query = interpolate(saved as KmmQuery, {}, fakeTemplateSrv({ skill: ['1', '2'] }).replace);
      expect(Object.keys(query)).toEqual(Object.keys(saved));
    }),
    { numRuns: 1000 }
  );
});

test('a query without variables stays unchanged', () => {
  const ids = fc.uniqueArray(fc.integer({ min: -1, max: 99999 }).map(String), { minLength: 1 });
  fc.assert(
    fc.property(ids, ids, (skills, groups) => {
      const query = makeQuery({ filter: { skills, groups } });
      expect(interpolate(query, {}, fakeTemplateSrv({ skill: '1' }).replace)).toEqual(query);
    })
  );
});

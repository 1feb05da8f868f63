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

test('the options of KPIs are numbers', () => {
  const query = interpolated(
    { sampleSize: '$size', openedWithin: '$opened', serviceLevelSeconds: 60, chatServiceLevelSeconds: '$seconds' },
    { size: '500', opened: '0', seconds: '30' }
  );
  expect(query).toMatchObject({
    sampleSize: 500,
    openedWithin: 0,
    serviceLevelSeconds: 60,
    chatServiceLevelSeconds: 30,
  });
});

test('a variable can leave the options of KPIs to the settings', () => {
  const query = interpolated(
    { sampleSize: '$size', openedWithin: '$opened', chatServiceLevelSeconds: '$seconds' },
    { size: 'default', opened: 'default', seconds: 'default' }
  );
  expect(JSON.parse(JSON.stringify(query))).not.toMatchObject({ sampleSize: expect.anything() as unknown });
  expect([query.openedWithin, query.chatServiceLevelSeconds]).toEqual([undefined, undefined]);
});

test('channels and states can be variables', () => {
  const filter = { channels: ['$channel'], states: ['$state' as const] };
  const part = { rows: 'conversation' as const, kpis: ['conversation_state'], filter };
  expect(interpolated(part, { channel: ['SHARK', 'Apple Business Chat'], state: '*' }).filter).toEqual({
    channels: ['SHARK', 'Apple Business Chat'],
  });
  expect(interpolated(part, { channel: [], state: '' })).toMatchObject({
    filter,
    emptyVariables: ['$channel', '$state'],
  });
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

test('a list whose variable has no value is kept, and marked: an empty one would mean all', () => {
  for (const skill of [[], '', ' ', [''], ',']) {
    const { filter, emptyVariables } = interpolated({ filter: { skills: ['$skill'], groups: ['5'] } }, { skill });
    expect(filter).toEqual({ skills: ['$skill'], groups: ['5'] });
    expect(emptyVariables).toEqual(['$skill']);
  }
});

test('a variable without a value is removed if there is something else in the list', () => {
  const query = interpolated({ filter: { skills: ['$skill', '7'] } }, { skill: '' });
  expect(query.filter).toEqual({ skills: ['7'] });
  expect(query).not.toHaveProperty('emptyVariables');
});

test('every list names its variables without a value, in any syntax, each once', () => {
  const filter = {
    skills: ['$none', '$other'],
    groups: ['${none}'],
    agents: ['$none'],
    agentStatus: ['$none' as const],
  };
  expect(interpolated({ rows: 'agent', filter }, { none: [], other: '' })).toMatchObject({
    filter,
    emptyVariables: ['$none', '$other', '${none}'],
  });
});

test('a query that is interpolated twice, as Explore does, stays what it was', () => {
  const once = interpolated({ filter: { skills: ['$skill'] } }, { skill: [] });
  expect(interpolate(once, {}, fakeTemplateSrv({}).replace)).toEqual(once);
});

test('the text of a text box is ids by commas', () => {
  expect(interpolated({ filter: { skills: ['$typed'] } }, { typed: '101, 102,' }).filter).toEqual({
    skills: ['101', '102'],
  });
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

test("Grafana's own $__all, and the all value of other data sources, are no filter", () => {
  expect(interpolated({ filter: { skills: ['$__all'] } }, {}).filter).toEqual({});
  expect(interpolated({ filter: { skills: ['$skill'] } }, { skill: '.*' })).toEqual(makeQuery());
});

test('an empty KPI variable is kept, so that the server can name it', () => {
  expect(interpolated({ kpis: ['$kpi'] }, { kpi: [] })).toMatchObject({ kpis: ['$kpi'], emptyVariables: ['$kpi'] });
});

const today = { kind: 'today', from: '$start', timeZone: '$zone' } as const;

test('every field can be a variable, and has the type that it needs', () => {
  const values = {
    n: '12',
    start: '09:30',
    zone: 'Asia/Tokyo',
    yes: 'true',
    by: 'csat',
    rows: 'group',
    shape: 'value',
  };
  const variables = {
    rows: '$rows',
    shape: '$shape',
    limit: '$n',
    orderBy: { kpi: '$by', desc: '$yes', worstFirst: '$yes' },
  };
  const query = interpolated({ ...variables, filter: { includeSubGroups: '$yes' } } as unknown as KmmQuery, values);
  expect(query).toEqual(
    makeQuery({
      rows: 'group',
      shape: 'value',
      limit: 12,
      orderBy: { kpi: 'csat', desc: true, worstFirst: true },
      filter: { includeSubGroups: true },
    })
  );
  expect(interpolated({ window: { kind: 'last', hours: '$n' } }, values).window).toEqual({ kind: 'last', hours: 12 });
  expect(interpolated({ window: today }, values).window).toEqual({ ...today, from: '09:30', timeZone: 'Asia/Tokyo' });
});

test("a time zone can be the dashboard's own variable", () => {
  expect(interpolated({ window: today }, { start: '00:00', zone: 'utc' }).window).toEqual({
    kind: 'today',
    from: '00:00',
    timeZone: 'UTC',
  });
});

test('what is no number, or several, is kept for the error of the server', () => {
  const window = { kind: 'last', hours: '$n' } as const;
  for (const [n, hours] of [
    [['1', '2'], '1,2'],
    ['many', 'many'],
    ['', ''],
  ] as const) {
    expect(interpolated({ window }, { n: [n].flat() }).window).toEqual({ kind: 'last', hours });
  }
  expect(interpolated({ window, limit: '$n' }, {})).toEqual(makeQuery({ window, limit: '$n' }));
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
